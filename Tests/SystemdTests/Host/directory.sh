#!/bin/sh
# A directory on the machine, as Debian's slapd would run there: ldaps://ldap.school.test, and the socket
# /run/slapd/ldapi. directory.sh LINES PHOTO: further lines of slapd.conf(5), and Alice's picture in base64.
# Nobody but cn=jitsi may search. The site's authority, and a client certificate by it, go to /root/pki.
set -eu
base=dc=school,dc=test
mkdir -p /root/pki /root/slapd
cd /root/pki
curve='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
# shellcheck disable=SC2086
openssl req -x509 $curve -days 30 -subj '/CN=School CA' -keyout ca.key -out ca.pem 2>/dev/null
# certificate NAME SUBJECT EXTENSION
certificate() {
    # shellcheck disable=SC2086
    openssl req $curve -subj "$2" -keyout "$1.key" -out "$1.csr" 2>/dev/null
    echo "$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
}
certificate server /CN=ldap.school.test subjectAltName=DNS:ldap.school.test,DNS:directory.school.test
certificate client /O=School/CN=responder extendedKeyUsage=clientAuth

install -d -o openldap -g openldap /run/slapd /var/lib/school
install -d /etc/school
install -o openldap -m 400 server.key /etc/school/server.key
cp ca.pem server.pem /etc/school/
cat >/etc/school/slapd.conf <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile /etc/school/ca.pem
TLSCertificateFile /etc/school/server.pem
TLSCertificateKeyFile /etc/school/server.key
TLSVerifyClient try
$1
database mdb
suffix "$base"
directory /var/lib/school
maxsize 67108864
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=jitsi,$base" read by * none
CONF
slapadd -q -f /etc/school/slapd.conf <<LDIF
dn: $base
objectClass: domain
dc: school

dn: cn=jitsi,$base
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: jitsi
userPassword: the password

dn: uid=alice,$base
objectClass: inetOrgPerson
uid: alice
cn: Alice Ahrens
sn: Ahrens
userPassword: wonderland
jpegPhoto:: $2

dn: uid=bob,$base
objectClass: inetOrgPerson
uid: bob
cn: Bob Bauer
sn: Bauer
userPassword: builder
LDIF
chown -R openldap: /var/lib/school
systemd-run --quiet --unit=directory slapd -d stats -u openldap -g openldap -f /etc/school/slapd.conf \
    -h 'ldaps:/// ldapi:///'
grep -q ldap.school.test /etc/hosts || echo '127.0.0.1 ldap.school.test' >>/etc/hosts
tries=0
until [ -S /run/slapd/ldapi ]; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ]; then
        journalctl --no-pager -u directory >&2
        exit 1
    fi
    sleep 0.1
done

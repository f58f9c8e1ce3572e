import Foundation
import TestSupport
import Testing

@Suite("The directory, asked from inside the sandbox")
struct DirectoryTests {
    @Test("knows the service by a certificate whose key is a credential; photos are sealed with another")
    func certificate() throws {
        let school = try SchoolDirectory(
            slapd: #"authz-regexp "^cn=responder,o=school$" "cn=jitsi,dc=school,dc=test""#)
        try school.host.machine.output(
            """
            cd /etc/jitsi/ldap-login && mkdir authorities
            cp /root/pki/ca.pem authorities/ && cp /root/pki/client.pem .
            install -m 600 /root/pki/client.key ldap-client-key
            """)
        try school.configure(
            """
              servers: [ldaps://ldap.school.test]
              ca-directory: authorities
              bind: {sasl: external, certificate-file: client.pem}
            """,
            users: "{base: \"dc=school,dc=test\", attributes: {id: uid, avatar: jpegPhoto}}")
        let claims = try school.login()
        #expect(claims?["room"] as? String == "standup", "\(school.log)")
        let user = (claims?["context"] as? [String: Any])?["user"] as? [String: Any]
        let avatar = try #require(user?["avatar"] as? String)
        let photo = try school.host.machine.run(
            "curl -sk --resolve meet.example.org:443:127.0.0.1 -o /tmp/photo -w '%{http_code} %{content_type}' '\(avatar)'; base64 -w 0 /tmp/photo"
        )
        #expect(photo.output == "200 image/jpeg" + Data(Pictures.jpeg).base64EncodedString())
        // What the administrator runs, as root and without systemd's credentials.
        #expect(try school.host.machine.output("jitsi-ldap-login check").contains("configuration OK"))
    }

    @Test(
        "knows the service by its user over ldapi://, which is its own once there is one of the unit's name")
    func socket() throws {
        let user = 777
        let school = try SchoolDirectory(
            slapd: """
                authz-regexp "^gidNumber=[0-9]+\\\\+uidNumber=\(user),cn=peercred,cn=external,cn=auth$" "cn=jitsi,dc=school,dc=test"
                """)
        try school.configure(
            """
              servers: [ldapi://%2frun%2fslapd%2fldapi]
              bind: {sasl: external}
            """)
        // A user that exists only while the service runs is mapped to nobody, and so finds nothing.
        #expect(try school.login() == nil)
        try school.host.machine.output(
            """
            systemctl stop jitsi-ldap-login.service jitsi-ldap-login.socket
            adduser --quiet --system --group --no-create-home --uid \(user) jitsi-ldap-login
            systemctl start jitsi-ldap-login.service
            """)
        #expect(try school.login()?["room"] as? String == "standup", "\(school.log)")
    }

    @Test("is found by the SRV records of the name server in resolv.conf")
    func discovery() throws {
        let school = try SchoolDirectory()
        try school.host.machine.output(
            """
            systemd-run --quiet --unit=names dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts \
                --listen-address=127.0.0.1 --bind-interfaces --user=root \
                --srv-host=_ldaps._tcp.school.test,directory.school.test,636 --host-record=directory.school.test,127.0.0.1
            echo 'nameserver 127.0.0.1' >/etc/resolv.conf
            cp /root/pki/ca.pem /etc/ssl/certs/school.pem && chmod 644 /etc/ssl/certs/school.pem
            """)
        try school.configure(
            """
              servers: dns:school.test
              ca-file: /etc/ssl/certs/school.pem
              bind: {dn: "cn=jitsi,dc=school,dc=test"}
            """)
        #expect(
            eventually(within: 30) { (try? school.login()?["room"] as? String) == "standup" },
            "\(school.log)")
        #expect(try school.host.log().contains("server=ldaps://directory.school.test:636"))
    }
}

"""Makes the Active Directory domain of SambaDomain.swift, without a server: samba.sh starts that afterwards.

samba-domain.py FOLDER ADDRESS

FOLDER holds what SambaDomain.swift put there: ca.pem, directory.pem, directory.key and photo.jpg. The domain's files go
to FOLDER/domain, its smb.conf to FOLDER/smb.conf. The server will answer on the loopback address ADDRESS alone.
"""

import logging
import os
import sys
import time

import ldb
from samba import dsdb
from samba.auth import system_session
from samba.param import LoadParm
from samba.provision import FILL_FULL, provision
from samba.samdb import SamDB

FOLDER, ADDRESS = sys.argv[1:]
BASE = "DC=corp,DC=example"
PEOPLE = f"OU=People,{BASE}"
GROUPS = f"OU=Groups,{BASE}"
MANY = 1600
DAY = 86400

# userAccountControl ([MS-ADTS] 2.2.16)
DISABLED, NORMAL, WORKSTATION, NEVER_EXPIRES = 0x2, 0x200, 0x1000, 0x10000
# groupType ([MS-ADTS] 2.2.12)
GLOBAL, DOMAIN_LOCAL, UNIVERSAL = (str(scope - 0x80000000) for scope in (2, 4, 8))


def smb_conf():
    folders = {
        "private dir": "private", "state directory": "state", "cache directory": "cache", "lock directory": "lock",
        "pid directory": "run", "ncalrpc dir": "ncalrpc", "binddns dir": "dns"}
    for name in [*folders.values(), "sysvol"]:
        os.makedirs(f"{FOLDER}/domain/{name}", mode=0o700)
    paths = "\n".join(f"{option} = {FOLDER}/domain/{name}" for option, name in folders.items())
    text = f"""[global]
netbios name = DC
realm = CORP.EXAMPLE
workgroup = CORP
server role = active directory domain controller
server services = ldap, dns
dns forwarder =
interfaces = {ADDRESS}/8
bind interfaces only = yes
{paths}
tls cafile = {FOLDER}/ca.pem
tls certfile = {FOLDER}/directory.pem
tls keyfile = {FOLDER}/directory.key
tls crlfile =
tls dh params file =
[sysvol]
path = {FOLDER}/domain/sysvol
[netlogon]
path = {FOLDER}/domain/sysvol/corp.example/scripts
"""
    path = f"{FOLDER}/smb.conf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def make_domain():
    logging.basicConfig(level=logging.ERROR)
    path = smb_conf()
    parameters = LoadParm()
    parameters.load(path)
    provision(
        logging.getLogger(), system_session(), smbconf=path, samdb_fill=FILL_FULL, realm="CORP.EXAMPLE",
        domain="CORP", hostname="dc", hostip=ADDRESS, adminpass="Administrator secret 1", lp=parameters,
        dns_backend="SAMBA_INTERNAL", serverrole="active directory domain controller",
        dom_for_fun_level=dsdb.DS_DOMAIN_FUNCTION_2008_R2, useeadb=True, skip_sysvolacl=True, batch_mode=True)
    return SamDB(f"{FOLDER}/domain/private/sam.ldb", session_info=system_session(), lp=parameters)


def file_time(seconds_from_now):
    """[MS-DTYP] 2.3.3: units of 100 ns since 1601."""
    return str(int((time.time() + seconds_from_now + 11644473600) * 10_000_000))


def span(seconds):
    """A length of time, as Active Directory writes it: negative, in units of 100 ns."""
    return str(-seconds * 10_000_000)


def replace(domain, dn, controls=(), **values):
    change = ldb.Message(ldb.Dn(domain, dn))
    for name, value in values.items():
        change[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    domain.modify(change, controls=list(controls))


def named(domain, name, base):
    """The DN with this CN, escaped."""
    dn = ldb.Dn(domain, f"CN=x,{base}")
    dn.set_component(0, "CN", name)
    return str(dn)


def add_person(domain, name, display=None, cn=None, base=PEOPLE, **more):
    """A user; the password is the name with " secret" behind it."""
    dn = named(domain, cn or name, base)
    entry = {
        "dn": dn, "objectClass": "user", "sAMAccountName": name, "userPrincipalName": f"{name}@corp.example",
        "displayName": display or f"{name.capitalize()} Example", "mail": f"{name}@corp.example",
        "userAccountControl": str(NORMAL), "unicodePwd": f'"{name} secret"'.encode("utf-16-le")}
    domain.add({**entry, **more})
    return dn


def add_group(domain, name, members=(), scope=GLOBAL, base=GROUPS, account=None):
    dn = named(domain, name, base)
    entry = {"dn": dn, "objectClass": "group", "sAMAccountName": account or name, "groupType": scope}
    domain.add({**entry, "member": list(members)} if members else entry)
    return dn


def relax_passwords(domain):
    """Passwords of any form that last 42 days; wrong ones lock nobody."""
    replace(
        domain, BASE, pwdProperties="0", minPwdLength="0", minPwdAge="0", pwdHistoryLength="0",
        maxPwdAge=span(42 * DAY), lockoutThreshold="0")


def lock_out(domain, members):
    """A fine-grained policy under which three wrong passwords lock the members of a group for a day."""
    group = add_group(domain, "Lockable", members)
    values = {
        "PasswordSettingsPrecedence": "1", "PasswordReversibleEncryptionEnabled": "FALSE",
        "PasswordHistoryLength": "0", "PasswordComplexityEnabled": "FALSE", "MinimumPasswordLength": "0",
        "MinimumPasswordAge": "0", "MaximumPasswordAge": span(42 * DAY), "LockoutThreshold": "3",
        "LockoutObservationWindow": span(DAY), "LockoutDuration": span(DAY), "PSOAppliesTo": group}
    domain.add({
        "dn": f"CN=Lockout,CN=Password Settings Container,CN=System,{BASE}",
        "objectClass": "msDS-PasswordSettings", **{f"msDS-{name}": value for name, value in values.items()}})


def add_states(domain):
    """One person for each reason that a bind is refused for, and one for each near it."""
    # The server computes these two itself and lets nobody set them: so past the modules that say so.
    unchecked = [f"local_oid:{dsdb.DSDB_CONTROL_BYPASS_PASSWORD_HASH_OID}:0"]
    add_person(domain, "carol", userAccountControl=str(NORMAL | DISABLED))
    add_person(domain, "dave", accountExpires=file_time(-DAY))
    replace(domain, add_person(domain, "erin"), pwdLastSet="0")
    replace(domain, add_person(domain, "frank"), unchecked, pwdLastSet=file_time(-50 * DAY))
    add_person(domain, "heidi", logonHours=bytes(21))
    add_person(domain, "ivan", userWorkstations="ELSEWHERE")
    replace(domain, add_person(domain, "judy"), unchecked, pwdLastSet=file_time(-38 * DAY - DAY // 2))
    add_person(
        domain, "olga", userAccountControl=str(NORMAL | NEVER_EXPIRES), accountExpires="9223372036854775807")
    grace = add_person(domain, "grace")
    lock_out(domain, [grace])
    replace(domain, grace, unchecked, lockoutTime=file_time(0))


def add_members(domain):
    """The people and groups that roles and names are tried with."""
    alice, bob = add_person(domain, "alice", "Alice Adams"), add_person(domain, "bob", "Bob Brown")
    teachers = add_group(domain, "Teachers", [alice])
    staff = add_group(domain, "Staff", [teachers], UNIVERSAL)
    hosts = add_group(domain, "Hosts")
    moderators = add_group(domain, "Moderators", [staff, hosts], DOMAIN_LOCAL)
    jmueller = add_person(domain, "jmueller", "Jörg Müller", "Müller, Jörg (Schule) + #1")
    add_group(domain, "Büro, Süd (A)", [jmueller], account="buero-sued")
    ring_a = add_group(domain, "Ring A", [bob])
    ring_b = add_group(domain, "Ring B", [ring_a])
    domain.modify_ldif(f"dn: {ring_a}\nchangetype: modify\nadd: member\nmember: {ring_b}\n")
    # One becomes a member first, and then it becomes the primary group, which `memberOf` does not list.
    peter = add_person(domain, "peter", "Peter Primary")
    domain.modify_ldif(f"dn: {hosts}\nchangetype: modify\nadd: member\nmember: {peter}\n")
    identifier = domain.search(hosts, ldb.SCOPE_BASE, attrs=["primaryGroupToken"])[0]["primaryGroupToken"][0]
    replace(domain, peter, primaryGroupID=bytes(identifier))
    # The name before the @ is not the account's, and what follows it is not the domain's.
    add_person(domain, "nneumann", "Nina Neumann", userPrincipalName="nina.neumann@school.example")
    return moderators


def add_others(domain):
    with open(f"{FOLDER}/photo.jpg", "rb") as file:
        photo = file.read()
    add_person(domain, "thea", "Thea Thumbnail", thumbnailPhoto=photo)
    add_person(domain, "jpeg", "Jane Jpeg", jpegPhoto=photo)
    add_person(domain, "jitsi", "Jitsi", base=f"CN=Users,{BASE}", userAccountControl=str(NORMAL | NEVER_EXPIRES))
    domain.add({
        "dn": f"CN=CLASSROOM,CN=Computers,{BASE}", "objectClass": "computer", "sAMAccountName": "CLASSROOM$",
        "userAccountControl": str(WORKSTATION), "unicodePwd": '"classroom secret"'.encode("utf-16-le")})
    crowded = add_person(domain, "crowded", "Crow Ded")
    for number in range(1, MANY + 1):
        add_group(domain, f"g{number}", [crowded], base=f"OU=Many,{GROUPS}")


def main():
    domain = make_domain()
    domain.transaction_start()
    relax_passwords(domain)
    for unit in (PEOPLE, GROUPS, f"OU=Many,{GROUPS}"):
        domain.add({"dn": unit, "objectClass": "organizationalUnit"})
    add_members(domain)
    add_states(domain)
    add_others(domain)
    domain.transaction_commit()


main()

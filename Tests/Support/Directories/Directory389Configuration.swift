import Foundation

/// The files that ns-slapd(8) starts from: what dscreate(8) would write, but for a folder, without systemd or root.
struct Directory389Configuration {
    let folder: TemporaryFolder
    let plainPort: UInt16
    let tlsPort: UInt16

    /// The name of the server's certificate in its NSS database; the template names it.
    static let certificateName = "Server-Cert"
    private static let templates = "/usr/share/dirsrv/data/"

    /// The folder of the configuration inside `folder`. Its name is that of the instance, and so of a semaphore that
    /// the whole machine sees: two servers may not share it.
    private var name: String { "slapd-" + (folder.path as NSString).lastPathComponent }
    /// The path of that folder.
    var path: String { folder.file(name) }

    func write() throws {
        for folderName in ["db", "home", "lock", "log", "run", "tmp", "ldif", "bak", name + "/schema"] {
            try FileManager.default.createDirectory(
                atPath: folder.file(folderName), withIntermediateDirectories: true)
        }
        let server = filled(try template("template-dse.ldif"))
        let suffix = filled(try template("template-suffix-db.ldif"))
        // One empty line between entries; two would end the file for ns-slapd.
        let text =
            adjusted(server).trimmingCharacters(in: .newlines) + "\n\n"
            + suffix.trimmingCharacters(in: .newlines) + "\n"
        try folder.write(text, to: name + "/dse.ldif", mode: 0o600)
        // Debian's own is readable by the user dirsrv alone; nobody here sorts by language.
        try folder.write("", to: name + "/slapd-collations.conf")
        try folder.write(try template("60kerberos.ldif"), to: name + "/schema/60kerberos.ldif")
        try folder.write(Self.schema, to: name + "/schema/99user.ldif")
    }

    /// A template of Debian's package, without its comments.
    private func template(_ name: String) throws -> String {
        try String(contentsOfFile: Self.templates + name, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    }

    private func filled(_ template: String) -> String {
        let values = [
            "schema_dir": path + "/schema", "lock_dir": folder.file("lock"),
            "tmp_dir": folder.file("tmp"), "cert_dir": path,
            "ldif_dir": folder.file("ldif"), "bak_dir": folder.file("bak"), "run_dir": folder.file("run"),
            "inst_dir": folder.path, "log_dir": folder.file("log"), "config_dir": path,
            "db_dir": folder.file("db"), "db_home_dir": folder.file("home"), "db_lib": "bdb",
            "ldapi": folder.file("run/ldapi"), "ldapi_enabled": "off", "ldapi_autobind": "off",
            "fqdn": "localhost", "ds_port": "\(plainPort)", "ds_user": NSUserName(),
            "rootdn": Directory389.rootDN, "ds_passwd": "{CLEAR}" + Directory389.rootPassword,
            "ds_suffix": Directory389.base, "ds_bename": "userRoot",
        ]
        return values.reduce(template) { $0.replacingOccurrences(of: "%\($1.key)%", with: $1.value) }
    }

    /// With TLS, the password policy of `People389.State` and the memberOf plugin.
    private func adjusted(_ server: String) -> String {
        let options = """
            nsslapd-listenhost: 127.0.0.1
            nsslapd-securelistenhost: 127.0.0.1
            nsslapd-security: on
            nsslapd-secureport: \(tlsPort)
            nsslapd-pwpolicy-local: on
            passwordStorageScheme: SSHA512
            passwordCheckSyntax: off
            \(People389.State.aging)

            """
        var text = server
        if let start = text.range(of: "nsslapd-rootdn:") {
            text.insert(contentsOf: options, at: start.lowerBound)
        }
        if let plugin = text.range(of: "cn: MemberOf Plugin\n"),
            let off = text.range(of: "pluginenabled: off", range: plugin.upperBound..<text.endIndex)
        {
            text.replaceSubrange(off, with: "pluginenabled: on")
        }
        return text
    }

    /// The part of FreeIPA's schema that `People389` uses; its numbers are FreeIPA's (60basev2.ldif).
    private static let schema = """
        dn: cn=schema
        attributeTypes: ( 2.16.840.1.113730.3.8.3.1 NAME 'ipaUniqueID' EQUALITY caseIgnoreMatch
          ORDERING caseIgnoreOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
        objectClasses: ( 2.16.840.1.113730.3.8.4.12 NAME 'ipaObject' SUP top AUXILIARY MUST ipaUniqueID )
        objectClasses: ( 2.16.840.1.113730.3.8.4.3 NAME 'nestedGroup' SUP groupOfNames STRUCTURAL MAY memberOf )
        objectClasses: ( 2.16.840.1.113730.3.8.4.4 NAME 'ipaUserGroup' SUP nestedGroup STRUCTURAL )

        """
}

import Foundation

extension Slapd {
    /// Loads entries by slapadd(8) while slapd is stopped for a moment: ten thousand in a second, operational
    /// attributes such as `memberOf` as they are written (no overlay runs), and values that slapd itself would refuse.
    public func load(_ ldif: String) throws {
        stop()
        let file = try folder.write(ldif, to: "load.ldif")
        try Command.output(["slapadd", "-q", "-f", folder.file("slapd.conf"), "-l", file])
        try start()
    }

    /// Adds entries with operational attributes that only the server itself may set, such as `pwdChangedTime`, by the
    /// relax control (draft-zeilenga-ldap-relax).
    public func addRelaxed(_ ldif: String) throws {
        try Command.output(
            [
                "ldapadd", "-x", "-e", "relax", "-H", plainAddress, "-D", Self.rootDN, "-w",
                Self.rootPassword,
            ], input: ldif, environment: ["LDAPNOINIT": "1"])
    }
}

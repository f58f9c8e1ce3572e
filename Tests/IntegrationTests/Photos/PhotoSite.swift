import Foundation
import Secrets
import TestSupport

@testable import jitsi_ldap_login

/// A whole site whose directory holds pictures, in Active Directory's attribute for them, in which slapd takes anything.
final class PhotoSite: Sendable {
    static let attribute = "thumbnailPhoto"
    private static let schema = """
        attributetype ( 1.2.840.113556.1.4.35 NAME '\(attribute)' SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
        objectclass ( 1.3.6.1.4.1.4203.666.1 NAME 'pictured' SUP top AUXILIARY MAY \(attribute) )
        """

    let site: MeetSite
    private let addresses: AvatarAddresses

    /// - Parameters:
    ///   - photos: what each person's entry holds, by uid.
    ///   - avatar: the value of `directory.users.attributes.avatar`.
    ///   - more: further lines of LDIF for everybody.
    init(
        _ photos: [String: [UInt8]], avatar: String = PhotoSite.attribute, more: String = "",
        timeout: String = "5s", workers: Int = 4, listening: String = ""
    ) throws {
        let people = photos.map { uid, photo in
            let value =
                photo.isEmpty
                ? "" : "objectClass: pictured\n\(Self.attribute):: \(Data(photo).base64EncodedString())\n"
            return SlapdPeople.person(
                uid: uid, name: uid, mail: "\(uid)@example.org", more: value + more)
        }
        let group = SlapdPeople.group("members", members: photos.keys.map(Self.dn))
        // A request with a large photo in it is larger than slapd takes by itself.
        let slapd = try Slapd(
            ldif: people.joined() + group, globally: Self.schema + "\nsockbuf_max_incoming_auth 16777216")
        site = try MeetSite(
            slapd: slapd, directory: { Self.directory($0, avatar: avatar, timeout: timeout) },
            more: "access: {allow: [\"\(SlapdPeople.members)\"]}", workers: workers,
            listening: listening)
        addresses = AvatarAddresses(
            origin: site.origin, source: .photo(attribute: Self.attribute), keys: try Self.keys())
    }

    static func directory(_ slapd: Slapd, avatar: String, timeout: String = "5s") -> String {
        Responder.directory(slapd, timeout: timeout).replacingOccurrences(
            of: "  users:\n",
            with:
                "  users:\n    attributes: {id: uid, name: displayName, email: mail, avatar: \"\(avatar)\"}\n"
        )
    }

    static func keys(_ file: String = Responder.sessionKey) throws -> SealingKeys {
        try SealingKeys(parsing: SecretBytes(copying: Array(file.utf8)))
    }

    static func dn(_ uid: String) -> String { "uid=\(uid),\(Slapd.peopleBase)" }

    /// The path of somebody's photo, as any host with the same key makes it.
    func path(_ uid: String, version: String = "", keys: SealingKeys? = nil) throws -> String {
        let addresses = AvatarAddresses(
            origin: site.origin, source: self.addresses.source, keys: keys ?? self.addresses.keys)
        let facts = AvatarFacts(dn: Self.dn(uid), id: uid, hasPhoto: true, version: version)
        return String((addresses.address(for: facts) ?? "").dropFirst(site.origin.count))
    }

    /// How many searches for somebody's photo the directory has seen.
    func searches(_ uid: String) -> Int {
        site.slapd.log.components(separatedBy: "SRCH base=\"\(Self.dn(uid))\" scope=0").count - 1
    }

    /// The picture's address in the token of somebody who signs in.
    func avatar(_ uid: String) throws -> String? {
        try ReadToken(try site.login("/_login/to/Standup", as: uid)).user["avatar"] as? String
    }
}

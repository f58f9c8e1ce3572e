import Foundation
import Login
import Testing

@testable import FastCGI
@testable import jitsi_ldap_login

/// A site with invitations, rooms of all kinds, and people who are what the test says.
enum InvitationSite {
    static let rules = """
        access: {moderators: ["cn=hosts,dc=example"]}
        invitations: {longest: 720h}
        rooms:
          - {match: shut, guests: false}
          - {match: club, moderators: first-to-arrive}
          - {match: future, opens: "2126-03-04 08:05", zone: Europe/Berlin}
          - {match: past, closes: "2020-01-01T00:00:00Z"}
          - {match: brief, closes: "2126-01-01T00:00:00Z", lifetime: 10m, lobby-bypass: true}
        """
    static let hosts = Group(normalizedName: "cn=hosts,dc=example")

    static func make(_ rules: String = rules) throws -> ScriptedSite {
        try ScriptedSite(.authenticated(alice(), notice: nil), rooms: rules)
    }

    static func alice(_ groups: Set<Group> = [hosts]) -> Account {
        Account(dn: "uid=alice,dc=example", id: "alice", name: "Alice <A>", email: nil, groups: groups)
    }
}

extension ScriptedSite {
    var invitations: InvitationLinks {
        get throws { try #require(application.assembly.invitations) }
    }

    /// The path of a link, made without asking any rule.
    func path(of invitation: Invitation) throws -> String {
        String(try invitations.link(for: invitation).dropFirst(Self.origin.count))
    }

    /// The path of a link to a room, from and until so many seconds from now.
    func path(
        to room: String, name: String? = nil, role: Role = .member, from: Int = -60, until: Int = 3600
    ) throws -> String {
        let now = TokenMinter.now
        return try path(
            of: Invitation(
                room: room, name: name, role: role, from: now + from, until: now + until, issuedAt: now))
    }
}

extension Response {
    /// The sealed permit in the form for an invitation.
    var permit: String? { field("permit") }
}

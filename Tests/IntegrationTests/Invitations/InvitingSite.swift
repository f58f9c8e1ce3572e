import Foundation
import TestSupport
import Testing

/// A site with invitations, and its command line.
enum InvitingSite {
    static func make(_ invitations: String = "invitations: {}", rooms: String = "") throws -> MeetSite {
        try MeetSite(more: Responder.access + "\n" + invitations + "\n" + rooms)
    }
}

extension MeetSite {
    /// Runs `invite` with the site's own configuration.
    func invite(_ arguments: String...) throws -> Command { try invite(arguments) }

    /// The path of a new link.
    func invitation(_ arguments: String...) throws -> String {
        let command = try invite(arguments)
        let link = command.output.trimmingCharacters(in: .newlines)
        try #require(link.hasPrefix(origin + "/_login/invited/"), "\(command.errors)")
        return String(link.dropFirst(origin.count))
    }

    private func invite(_ arguments: [String]) throws -> Command {
        try Command.run(
            [Product.path("jitsi-ldap-login"), "invite", "--config", responder.configurationFile] + arguments)
    }
}

extension HTTPAnswer {
    /// The sealed permit in the form for an invitation.
    func permit() throws -> String {
        String(try #require(body.firstMatch(of: /name="permit" value="([^"]+)"/), "status \(status)").1)
    }
}

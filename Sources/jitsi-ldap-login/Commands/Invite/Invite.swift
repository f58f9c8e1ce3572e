internal import ArgumentParser
internal import Foundation
internal import JitsiToken
internal import Login

/// `invite`: links for people without an account.
struct Invite: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a link that lets somebody without an account into one room.",
        discussion: """
            Whoever has the link may join, inside its window and as often as they like; a token is made only then. \
            Nothing is kept: a link is revoked by invitations.not-before, or with the key of session.key-file. \
            Times have an offset from UTC, such as 2026-11-21T09:00:00Z or 2026-11-21T10:00:00+01:00, or are those of \
            the clock of the room's rule (zone), else of this host: "2026-11-21 10:00".

            With --batch a link for each row of a CSV file (RFC 4180, UTF-8) is printed, as CSV, with the id by which the \
            log knows it. Its first row names the columns: name, and if you like email and moderator (true or false). \
            All rows are checked first.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(help: "The room.")
    var room: String

    @Option(help: "The tenant of the room.")
    var tenant: String?

    @Option(help: "The name that the others see; the page asks for it, if not given.")
    var name: String?

    @Flag(help: "The person moderates; with --batch everybody of whom the file does not say.")
    var moderator = false

    @Flag(help: "The person need not wait in the room's lobby.")
    var lobbyBypass = false

    @Option(help: "From when the link holds, such as 2026-11-21T09:00:00Z; now, if not given.")
    var from: ZonedMomentArgument?

    @Option(help: "Until when the link holds; for a day, if not given.")
    var until: ZonedMomentArgument?

    @Option(help: "A CSV file of people.")
    var batch: String?

    func validate() throws {
        if name != nil, batch != nil {
            throw ValidationError(
                "--name is for one person, and --batch has the names in its file: give one of them.")
        }
    }

    func run() throws {
        let (_, assembly) = try file.assembleOrExplain()
        guard let links = assembly.invitations else {
            Terminal.complain(
                "Nobody is invited: \(file.path) has no section invitations. Write \"invitations: {}\" into it."
            )
            throw Exit.configuration
        }
        do {
            let rule = assembly.rooms.rule(
                for: try MeetingAddress(room: room, tenant: tenant).within(links.tenant))
            guard rule.guests != .no else {
                Terminal.complain(
                    "No link was made: \(rule.label) lets nobody into this room without an account "
                        + "(guests: false). Write guests: invited there.")
                throw Exit.configuration
            }
            if let batch {
                try Terminal.say(try list(PeopleFile.read(batch), links, rule))
            } else {
                let invitation = try invitation(
                    name: try name.map(PeopleFile.shown), moderates: moderator, in: rule.zone)
                try Terminal.say(try links.link(for: invitation, under: rule) + "\n")
            }
        } catch let exit as ExitCode {
            throw exit
        } catch let failure as SystemFailure {
            Terminal.complain("The link is lost: \(failure).")
            throw Exit.system
        } catch {
            Terminal.complain("No link was made: \(AddressProblem.forCommand(error)).")
            throw Exit.data
        }
    }

    /// The people with their links. A row that cannot be is named by its line.
    private func list(
        _ people: [PeopleFile.Person], _ links: InvitationLinks, _ rule: RoomRule
    ) throws -> String {
        var rows = [["name", "email", "moderator", "link", "invitation"]]
        for person in people {
            let moderates = person.moderates ?? moderator
            do {
                let invitation = try invitation(name: person.name, moderates: moderates, in: rule.zone)
                let link = try links.link(for: invitation, under: rule)
                rows.append([person.name, person.email, "\(moderates)", link, invitation.id])
            } catch {
                throw PeopleFile.Problem(line: person.line, "\(error)")
            }
        }
        return rows.map { CSV.line($0) }.joined()
    }

    private func invitation(
        name: String?, moderates: Bool, in zone: TimeZone
    ) throws(InvitationProblem) -> Invitation {
        let now = TokenMinter.now
        let start = from?.seconds(in: zone, .first) ?? now
        // Without --from "before it begins" would be of a begin that nobody gave.
        if from == nil, let end = until?.seconds(in: zone, .last), end <= now { throw .over }
        return try Invitation(
            room: room, tenant: tenant, name: name, role: moderates ? .moderator : .member,
            passesLobby: lobbyBypass, from: start, until: until?.seconds(in: zone, .last) ?? start + 86_400,
            issuedAt: now)
    }
}

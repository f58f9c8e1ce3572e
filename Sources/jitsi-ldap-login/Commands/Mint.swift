internal import ArgumentParser
internal import JitsiToken
internal import Login

/// `mint`: a token without a login, for scripts that schedule meetings.
struct Mint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a token for one room and one person.",
        discussion: """
            For scripts that schedule meetings from a database. Whoever has the token enters as that person: treat it \
            as a password. Times are UTC or with an offset, such as 2026-11-21T09:00:00Z or 2026-11-21T10:00:00+01:00.
            """)

    @OptionGroup var file: ConfigurationOption

    @Option(help: "The room.")
    var room: String

    @Option(help: "The tenant of the room.")
    var tenant: String?

    @Option(help: "The person's id.")
    var user: String

    @Option(help: "The name that the others see.")
    var name: String?

    @Option(help: "The mail address.")
    var email: String?

    @Option(help: "The https address of a picture.")
    var avatar: String?

    @Flag(help: "The person moderates.")
    var moderator = false

    @Option(
        name: .customLong("feature"),
        help: "A feature beside those of the role, such as recording or recording=false; may be repeated.")
    var overrides: [FeatureArgument] = []

    @Option(help: "From when the token holds, such as 2026-11-21T09:00:00Z; now, if not given.")
    var from: MomentArgument?

    @Option(help: "Until when the token holds, such as 2026-11-21T10:00:00Z.")
    var until: MomentArgument?

    @Option(help: "How long it holds, such as 90m or 2h; that of the configuration, if neither is given.")
    var lifetime: DurationArgument?

    func validate() throws {
        if until != nil, lifetime != nil {
            throw ValidationError("--until and --lifetime both say when the token ends: give one of them.")
        }
    }

    func run() throws {
        let (_, assembly) = try file.assembleOrExplain()
        do {
            let token = try assembly.tokens.token(
                for: User(id: user, name: name, email: email, avatar: avatar),
                role: role, meeting: try MeetingAddress(room: room, tenant: tenant),
                features: features(assembly.tokens), validity: try validity(assembly.tokens))
            try Terminal.say(token.compact + "\n")
        } catch let failure as SystemFailure {
            Terminal.complain("The token is lost: \(failure).")
            throw Exit.system
        } catch {
            Terminal.complain("No token was made: \(AddressProblem.forCommand(error)).")
            throw Exit.data
        }
    }

    private var role: Login.Role { moderator ? .moderator : .member }

    /// Those of the configuration; with `--feature`, the whole list of the role with what was given.
    private func features(_ tokens: TokenMinter) -> Features? {
        let configured = tokens.features.map { Features(of: role, $0) }
        guard !overrides.isEmpty else { return configured }
        var granted: [Feature: Bool] = [:]
        for feature in Feature.allCases { granted[feature] = configured?[feature] }
        for override in overrides { granted[override.feature] = override.isGranted }
        return Features(of: moderator ? .moderator : .member, overrides: granted)
    }

    private func validity(_ tokens: TokenMinter) throws(ClaimsProblem) -> Validity {
        let now = TokenMinter.now
        let start = from?.seconds ?? now
        let end = until?.seconds ?? start + (lifetime?.seconds ?? tokens.lifetime)
        return try Validity(issuedAt: now, from: start - (from == nil ? Validity.leeway : 0), until: end)
    }
}

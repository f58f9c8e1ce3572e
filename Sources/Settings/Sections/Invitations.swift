extension Configuration {
    /// `invitations`: links that let people in without an account. There are none without this section.
    public struct Invitations: Sendable {
        /// `longest` [720h], 1m to 720h: the longest window of an invitation.
        public let longest: Located<Duration>
        /// `not-before`: invitations made before this moment do not hold; in seconds since 1970.
        public let notBefore: Located<Int>?
    }
}

extension Configuration.Invitations {
    /// Nil where the file has no such section.
    init?(_ section: Section) {
        guard section.isWritten else { return nil }
        longest = section.value(
            "longest", default: .seconds(720 * 3600), DurationText.parser(60...720 * 3600))
        notBefore = section.value("not-before", Self.parseMoment)
    }

    private static func parseMoment(_ text: String) throws(Invalid) -> Int {
        let moment = try Moment.parse(text)
        guard let offset = moment.offset else {
            throw Invalid(
                "\(quoted(text)) does not say by which clock: write its offset from UTC, as in \(text)Z")
        }
        return moment.local - offset
    }
}

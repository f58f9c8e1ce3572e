/// Why a token cannot be made for somebody.
public enum ClaimsProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// A claim that must have a value (`iss`, `aud`, `sub`) is empty, or has a control character.
    case unusable(claim: String)
    /// The account's id is empty, longer than 255 bytes, or has a control character.
    case unusableID
    /// The token would end before it begins, or its times are outside what JSON numbers hold.
    case unusableTimes

    /// What is wrong and where to look.
    public var description: String {
        switch self {
        case .unusable(let claim):
            "the claim \(claim) is empty or has a control character: see token: in the settings"
        case .unusableID:
            "the account's id is empty, too long or has a control character: see directory.users.attributes.id"
        case .unusableTimes:
            "the token would end before it begins, or its times are not between 1970 and 2^53 seconds later"
        }
    }
}

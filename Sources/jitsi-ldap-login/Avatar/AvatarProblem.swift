/// Why `directory.users.attributes.avatar` is no source of pictures.
enum AvatarProblem: Error, Equatable, CustomStringConvertible {
    /// Neither an attribute's name nor an address.
    case notAnAttribute
    /// An address that is not https, or none at all.
    case notHTTPS
    /// Braces with something else inside than a placeholder.
    case unknownPlaceholder(String)
    /// A placeholder where the host stands: a directory entry would choose whom all participants ask.
    case placeholderInHost
    /// Everybody would have the same picture.
    case noPlaceholder

    /// What is wrong, and what to do.
    var description: String {
        switch self {
        case .notAnAttribute:
            "is neither the name of an attribute nor an address: write jpegPhoto, thumbnailPhoto, "
                + "an attribute that holds an https address, or a template such as "
                + "\"https://www.gravatar.com/avatar/{email-sha256}?d=404\""
        case .notHTTPS:
            "is not an https address: write one such as "
                + "\"https://www.gravatar.com/avatar/{email-sha256}?d=404\", without spaces"
        case .unknownPlaceholder(let text):
            "has {\(text)}, which stands for nothing: use "
                + AvatarTemplate.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        case .placeholderInHost:
            "has a placeholder in the name of the host: use placeholders behind it only"
        case .noPlaceholder:
            "leads to the same picture for everybody: put "
                + AvatarTemplate.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " or ")
                + " into it, or remove the key"
        }
    }
}

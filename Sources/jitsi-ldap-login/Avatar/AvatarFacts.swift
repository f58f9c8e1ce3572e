/// What has to be known of an account to tell where its picture is.
struct AvatarFacts: Sendable, Equatable {
    /// The entry's DN.
    let dn: String
    /// The id that Jitsi sees.
    let id: String
    /// The mail address, where there is one.
    var email: String?
    /// Whether the entry has a photo. An address that leads to none would cost every participant a request, and
    /// Jitsi's client falls back to the initials either way.
    var hasPhoto = false
    /// When the entry was changed, in the directory's words (`modifyTimestamp`, or Active Directory's `whenChanged`): with it
    /// the photo's address changes.
    var version: String?
    /// The address that the entry holds, where it holds one.
    var link: String?
}

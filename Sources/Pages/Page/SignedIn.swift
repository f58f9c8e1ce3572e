/// Who is signed in, for the pages that stop somebody on their way: people share computers.
public struct SignedIn: Sendable {
    /// The person's name, or the user name.
    public let account: String
    /// A login address that asks for the password of somebody else; nil where there is no room to lead to.
    public let somebodyElse: Link?

    /// Who, and the way out.
    public init(account: String, somebodyElse: Link?) {
        self.account = account
        self.somebodyElse = somebodyElse
    }

    /// The line at the end of the card.
    func markup(_ texts: any Texts) -> Markup {
        let link: Markup? = somebodyElse.map { " <a \(.href($0))>\(texts.notYou)</a>" }
        return """
            <p class="aside">\(texts.signedInAs(.person(account)))\(link)</p>

            """
    }
}

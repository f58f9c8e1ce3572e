/// What other modules say about single values, so that one reading reports their problems too.
///
/// Each check gets the text of a value that looks right from afar and answers with what is wrong and, after a colon, the
/// remedy; nil where it is right. The text becomes a message as it is: it holds no line break.
public struct ValueChecks: Sendable {
    /// A check of one value.
    public typealias Check = @Sendable (_ text: String) -> String?

    /// `directory.servers`, one address at a time.
    public var server: Check
    /// The domain of `directory.servers: dns:…`, without the `dns:`.
    public var domain: Check
    /// `directory.pin`, one at a time.
    public var pin: Check
    /// `directory.bind.as-user`, with its placeholder.
    public var bindName: Check
    /// `directory.bind.dn`, the bases of searches, and the groups of `access`.
    public var distinguishedName: Check
    /// `directory.users.filter` and `directory.groups.search.filter`, with their placeholders.
    public var filter: Check

    /// Every check says that the value is right, unless it is given.
    public init(
        server: @escaping Check = { _ in nil }, domain: @escaping Check = { _ in nil },
        pin: @escaping Check = { _ in nil }, bindName: @escaping Check = { _ in nil },
        distinguishedName: @escaping Check = { _ in nil }, filter: @escaping Check = { _ in nil }
    ) {
        self.server = server
        self.domain = domain
        self.pin = pin
        self.bindName = bindName
        self.distinguishedName = distinguishedName
        self.filter = filter
    }
}

/// `parse`, and then `check` on the text of what it let pass.
func checked<Value>(_ parse: @escaping Parse<Value>, by check: @escaping ValueChecks.Check) -> Parse<Value> {
    { (text: String) throws(Invalid) in
        let value = try parse(text)
        if let problem = check(text) { throw Invalid(problem) }
        return value
    }
}

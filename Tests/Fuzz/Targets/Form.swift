import Secrets

@testable import Pages

/// A posted body: what is accepted is within its limits, and nothing is read that is not there.
func checkForm(_ body: [UInt8]) {
    let span = body.span
    require(
        (try? LoginForm.parse(span, contentType: "multipart/form-data")) == nil, "another type is refused")
    checkLogin(body)
    checkInvitations(span)
    let query = body.text
    if let fields = try? AddressQuery(query) {
        for name in [fields.room, fields.tenant] {
            require((name?.utf8.count ?? 0) <= AddressQuery.maximumName, "names are bounded")
        }
        require((fields.language?.utf8.count ?? 0) <= 35, "the language is bounded")
    }
    require((AddressQuery.language(in: query)?.utf8.count ?? 0) <= 105, "the language is bounded")
}

private let type = "application/x-www-form-urlencoded"

private func checkLogin(_ body: [UInt8]) {
    let span = body.span
    guard let form = try? LoginForm.parse(span, contentType: type) else { return }
    var isLogin = false
    var language: String?
    switch form {
    case .login(let fields):
        isLogin = true
        language = fields.language
        requireText(fields.userName, limit: LoginForm.maximumUserName)
        require(fields.password.count <= LoginForm.maximumPassword, "the password is bounded")
        let password = fields.password.withUnsafeBytes { Array($0) }
        require(password == value(of: "password", in: body), "the password is what was typed")
        require(value(of: "username", in: body) != nil, "a login has a name")
    case .enter(let token, let tag):
        language = tag
        require(token.count <= LoginForm.maximumToken, "the token is bounded")
        require(token.withUnsafeBytes { Array($0) } == value(of: "token", in: body), "the token as posted")
    case .guest(let name, let tag):
        language = tag
        require(name.count <= GuestName.limit, "a guest's name is bounded")
        requireText(name, limit: LoginForm.maximumGuestName)
        requireSame(GuestName.cleaned(name), name, "what is clean stays as it is")
    case .formAgain(let tag, let userName):
        language = tag
        requireText(userName, limit: LoginForm.maximumUserName)
    case .resume(let tag), .signOut(let tag):
        language = tag
        require(LoginForm.mayBeResume(span), "mayBeResume knows every resume")
    }
    require(isLogin == LoginForm.mayBeLogin(span), "mayBeLogin agrees with parse")
    if let language { requireText(language, limit: 35) }
}

private func checkInvitations(_ body: Span<UInt8>) {
    switch try? JoinForm.parse(body, contentType: type) {
    case .join(let name, let language):
        requireText(name, limit: LoginForm.maximumGuestName)
        require(name.count <= GuestName.limit, "a guest's name is bounded")
        if let language { requireText(language, limit: 35) }
    case .formAgain(let language): requireText(language, limit: 35)
    case nil: break
    }
    guard let invite = (try? InviteForm.parse(body, contentType: type)) ?? nil else { return }
    requireText(invite.permit, limit: 1024)
    requireText(invite.name, limit: 400)
    for text in [invite.from, invite.until, invite.language] { requireText(text ?? "", limit: 35) }
}

/// One line, of so many bytes, without white space at its ends.
private func requireText(_ text: String, limit: Int) {
    require(text.utf8.count <= limit, "\(text.utf8.count) bytes are at most \(limit)")
    require(!text.unicodeScalars.contains(where: \.disturbsLines), "no character breaks a line")
    requireSame(text.trimmed, text, "no white space around it")
}

/// The decoded value of a field, read in another way than the responder does; nil where it is absent or cannot be decoded.
private func value(of name: String, in body: [UInt8]) -> [UInt8]? {
    for pair in body.split(separator: UInt8(ascii: "&")) {
        let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard decoded(halves[0]) == Array(name.utf8) else { continue }
        return halves.count == 2 ? decoded(halves[1]) : []
    }
    return nil
}

private func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let pieces = text.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
    var result = pieces[0].map(space)
    for piece in pieces.dropFirst() {
        let digits = piece.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        result.append(byte)
        result += piece.dropFirst(2).map(space)
    }
    return result
}

private func space(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte }

@testable import Login
@testable import Pages
@testable import Responder
@testable import Secrets

/// What a browser is known and bound by, and what a guesser is counted by: cookies and tokens of ours open to themselves and
/// nobody else's open, a name has one folded form, an address is 4 or 16 bytes, and no order of tries passes the limits.
func checkBrowser(_ input: [UInt8]) {
    let text = input.text
    checkFormCookie(text)
    checkFormToken(input)
    checkDevices(input)
    checkNames(text)
    checkClient(text)
    checkTries(input)
}

private let site = "https://meet.example.org"
private let now = 1_800_000_000
private let keys = required(
    try? SealingKeys(
        parsing: SecretBytes(copying: Array(Base64.encodeURLSafe([UInt8](repeating: 7, count: 33)).text.utf8))
    ),
    "the key of the test is one")
private let forms = required(try? FormTokens(keys: keys, site: site), "keys are derived")
private let formKeys = required(try? PurposeKeys(keys, purpose: "form at " + site), "keys are derived")
private let devices = DeviceSeals(keys: keys, lifetime: 15_552_000, site: site)
private let browser = SecretBytes(copying: Array("a browser's own random letters...".utf8))

private func checkFormCookie(_ header: String) {
    guard let value = FormCookie.value(in: header) else { return }
    requireSame(FormCookie.value(in: FormCookie.setting(value).1), value, "what is read could have been set")
}

private func checkFormToken(_ input: [UInt8]) {
    require(forms.refusal(of: input.text, from: browser, at: now) != nil, "a foreign text is no token")
    if let posted = LoginForm.token(in: input.span) {
        require(posted.utf8.count <= 512, "a posted token is bounded")
        require(forms.refusal(of: posted, from: browser, at: now) != nil, "a foreign text is no token")
    }
    // Whatever we might have sealed ourselves: only a moment and this very browser make a form good.
    guard let sealed = try? formKeys.seal(input) else { return }
    if forms.refusal(of: sealed, from: browser, at: now) == nil {
        require(
            input.dropFirst(5).elementsEqual(browser.withUnsafeBytes { Array($0) }), "another browser's form")
    }
    let token = required(try? forms.token(for: SecretBytes(copying: input), at: now), "a token is made")
    let own = SecretBytes(copying: input)
    require(forms.refusal(of: token, from: own, at: now) == nil, "a form is good in its browser")
    require(forms.refusal(of: token, from: own, at: now + FormTokens.lifetime) == .expired, "and expires")
    require(forms.refusal(of: token, from: nil, at: now) == .noCookie, "not without its cookie")
}

private func checkDevices(_ input: [UInt8]) {
    require(devices.open(input.text, at: now) == DeviceMarks(), "a foreign text knows no browser")
    if let sealed = try? keys.seal(input, purpose: "device at " + site) {
        let marks = devices.open(sealed, at: now)
        require(marks.marks.count <= DeviceMarks.most, "so many logins at most")
    }
    var marks = DeviceMarks()
    for (number, part) in input.parts.enumerated() {
        marks = marks.adding(account: part.text, name: "name \(number)", at: now)
        require(marks.account(by: FoldedName("NAME \(number)")) != nil, "the last login is remembered")
    }
    require(marks.marks.count <= DeviceMarks.most, "so many logins at most")
    let text = required(try? devices.seal(marks), "marks are sealed")
    require(text.utf8.count <= DeviceSeals.longest, "marks fit a cookie")
    require(devices.open(text, at: now) == marks, "marks open to themselves")
}

private func checkNames(_ text: String) {
    let folded = FoldedName(text)
    require(FoldedName("  " + text + "\t") == folded, "white space around a name is none of it")
    require(!folded.text.hasPrefix(" ") && !folded.text.hasSuffix(" "), "a folded name has none")
    require(!folded.text.contains("  "), "white space within is one")
}

private func checkClient(_ text: String) {
    guard let address = ClientAddress(text) else { return }
    require([4, 16].contains(address.bytes.count), "an address has 4 or 16 bytes")
    require([4, 8].contains(address.place.count), "a place is an address or a /64")
    for bits in [0, 1, 31, 32, 64, 127, 128] {
        require(AddressRange(address, bits: bits).contains(address), "a range has its own address")
    }
}

/// Each byte is a login: by one of two spellings, from a known browser or not, ended at once or left under way.
private func checkTries(_ input: [UInt8]) {
    let start = ContinuousClock.now
    let throttle = Throttle(remembered: 1_000, start: start)
    let limits = ThrottleLimits()
    let known = DeviceMarks().adding(account: "uid=a", name: "a", at: now)
    var underWay: [LoginAttempt] = []
    var refused = 0
    for byte in input.prefix(40) {
        let name = byte & 1 == 0 ? "a" : "a@example.org"
        let marks = byte & 2 == 0 ? DeviceMarks() : known
        guard
            case .success(let attempt) = throttle.begin(
                name, from: nil, devices: marks, limits, now: start)
        else { continue }
        // Full of tries under way, a login waits a moment for them: those end first here.
        if refused + underWay.count >= limits.tries - 1 {
            for one in underWay { one.end(.refused(.wrongPassword(diagnostic: "")), now: start) }
            refused += underWay.count
            underWay = []
        }
        guard attempt.mayTry("uid=a", now: start) else { continue }
        if byte & 4 == 0 {
            attempt.end(.refused(.wrongPassword(diagnostic: "")), now: start)
            refused += 1
        } else {
            underWay.append(attempt)
        }
        require(refused + underWay.count <= limits.tries, "no more tries than the directory is to see")
    }
}

@testable import JitsiToken

/// The state of Jitsi's tokenAuthUrl: strict, bounded, and nothing survives but what is known.
func checkState(_ input: [UInt8]) {
    let text = input.text
    checkJSON(text)
    guard let state = (try? TokenAuthState.reading(text)) ?? nil else { return }
    require(text.utf8.count <= TokenAuthState.limit, "a state is bounded")
    let fragment = state.overrides.fragment
    require(fragment.utf8.count <= Overrides.limit, "overrides are bounded")
    require(isVisible(fragment) && !fragment.contains("#"), "overrides cannot end the fragment")
    if !fragment.isEmpty {
        fragment.split(separator: "&", omittingEmptySubsequences: false).forEach(checkPair)
    }
    guard let meeting = (try? MeetingAddress.named(by: state, room: nil, tenant: nil)) ?? nil else { return }
    require(meeting.overrides == state.overrides, "the overrides go with the meeting")
    checkMeeting(meeting)
}

/// `config.a=<JSON, percent-encoded>`.
private func checkPair(_ pair: Substring) {
    let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    require(halves.count == 2, "a pair has a value")
    let key = String(halves[0])
    let families = ["config.", "interfaceConfig.", "iceServers."]
    require(families.contains { key.hasPrefix($0) }, "only three families of keys survive: \(key)")
    require(
        !key.split(separator: ".").contains { ["__proto__", "constructor", "prototype"].contains($0) },
        "no key reaches a prototype: \(key)")
    let json = required(PercentEncoding.decode(halves[1]), "a value can be decoded")
    let value = required(try? JSONReader.value(of: json), "a value is JSON: \(json)")
    requireSame(value.text, json, "what was written is read as the same")
}

private func checkJSON(_ text: String) {
    // Any text at all, as a string of JSON.
    var quoted: [UInt8] = []
    JSONText.append(text, to: &quoted)
    guard case .string(let read)? = try? JSONReader.value(of: quoted.text) else {
        return require(false, "a string that was written is read as one")
    }
    requireSame(read, text, "a string is read as it was written")

    guard let value = try? JSONReader.value(of: text) else { return }
    require(depth(of: value) <= JSONReader.maximumDepth, "the depth is bounded")
    let written = value.text
    let again = required(try? JSONReader.value(of: written), "what was written can be read: \(written)")
    requireSame(again.text, written, "what was read is written as the same")
    require(again == value, "what was written is read as the same")
    for mark in ["&", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}"] as [Unicode.Scalar] {
        require(!written.unicodeScalars.contains(mark), "nothing is left that the client would replace")
    }
}

private func depth(of value: JSONValue) -> Int {
    switch value {
    case .null, .bool, .number, .string: 0
    case .array(let values): 1 + (values.map(depth).max() ?? 0)
    case .object(let members): 1 + (members.map { depth(of: $0.value) }.max() ?? 0)
    }
}

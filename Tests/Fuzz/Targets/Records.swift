@testable import FastCGI

/// FastCGI records: a reader of whole requests agrees with the scanner, however what arrives is cut into pieces.
func checkRecords(_ input: [UInt8]) {
    let whole = scan([input[...]])
    require(
        (whole.verdict == .complete) == isRequest(input), "complete is what is one request: \(whole.verdict)")
    for cut in [1, input.count / 3, input.count / 2, input.count - 1]
    where (1..<max(input.count, 1)).contains(cut) {
        requireSame(scan([input[..<cut], input[cut...]]), whole)
    }
    if input.count <= 2_048 { requireSame(scan(input.indices.map { input[$0...$0] }), whole) }
    checkPairs(whole.parameters)
    checkPairs(input)
}

/// What came of scanning.
struct Scan {
    let verdict: RequestScanner.Verdict
    let requestID: UInt16
    let keepsConnection: Bool
    let parameters: [UInt8]
    let bodyBytes: Int

    /// Whether the responder answers it.
    var isSound: Bool { verdict == .complete && parameters.withUnsafeBytes { ParameterPairs.areSound($0) } }
}

func scan(_ pieces: [ArraySlice<UInt8>]) -> Scan {
    var scanner = RequestScanner()
    let parameters = WipedBuffer(capacity: Caps.parameters)
    var verdict = RequestScanner.Verdict.incomplete
    for piece in pieces {
        verdict = piece.withUnsafeBytes { scanner.scan($0, parameters: parameters) }
        if case .malformed = verdict { break }
    }
    return Scan(
        verdict: verdict, requestID: scanner.requestID, keepsConnection: scanner.keepsConnection,
        parameters: Array(parameters.bytes), bodyBytes: scanner.bodyBytes)
}

private func requireSame(_ one: Scan, _ other: Scan) {
    require(
        one.verdict == other.verdict, "the verdict is the same in pieces: \(one.verdict), \(other.verdict)")
    guard other.verdict == .complete else { return }
    require(
        one.requestID == other.requestID && one.keepsConnection == other.keepsConnection, "so is the request")
    require(
        one.parameters == other.parameters && one.bodyBytes == other.bodyBytes, "so are parameters and body")
}

/// Whether the bytes are one request and nothing else, by another reading of FastCGI 1.0 than the scanner's.
private func isRequest(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func record() -> (type: UInt8, id: [UInt8], content: [UInt8], padding: Int)? {
        let header = Array(rest.prefix(8))
        guard header.count == 8, header[0] == 1 else { return nil }
        let (length, padding) = (Int(header[4]) * 256 + Int(header[5]), Int(header[6]))
        guard rest.count >= 8 + length + padding else { return nil }
        let content = Array(rest.dropFirst(8).prefix(length))
        rest = rest.dropFirst(8 + length + padding)
        return (header[1], Array(header[2...3]), content, padding)
    }
    guard let begin = record(), begin.type == 1, begin.id != [0, 0], begin.content.count == 8,
        begin.padding == 0,
        begin.content[0] == 0, begin.content[1] == 1
    else { return false }
    for type in [4, 5] as [UInt8] {
        while true {
            guard let next = record(), next.type == type, next.id == begin.id else { return false }
            guard next.content.isEmpty else { continue }
            guard next.padding == 0 else { return false }
            break
        }
    }
    return rest.isEmpty
}

private func checkPairs(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
        var pairs = ParameterPairs(bytes)
        var expected: [String] = []
        while let (name, value) = pairs.next() {
            // As a C string: to the first NUL.
            let text = Array(name) + [UInt8(ascii: "=")] + Array(value)
            expected.append(String(decoding: text.prefix { $0 != 0 }, as: UTF8.self))
        }
        if ParameterPairs.areSound(bytes) { require(pairs.isAtEnd, "sound parameters are whole") }
        let table = ParameterTable(bytes)
        var entries: [String] = []
        while let entry = table.entries[entries.count] { entries.append(String(cString: entry)) }
        require(entries == expected, "the table holds the whole pairs")
    }
}

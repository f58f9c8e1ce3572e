/// Reads the XML that XMPP allows (RFC 6120, 11.1): elements, attributes and text; no comments, document types or
/// instructions. Anything else, and more depth or elements than an answer has, is refused.
struct ElementReader {
    private static let deepest = 32
    private static let most = 5_000

    private let bytes: [UInt8]
    private var at = 0
    private var count = 0

    /// The one element of `bytes`; nil where they are not one.
    static func read(_ bytes: [UInt8]) -> Element? {
        var reader = ElementReader(bytes: bytes)
        reader.skipSpace()
        if reader.isAt("<?xml") {
            guard let end = reader.find(">") else { return nil }
            reader.at = end + 1
            reader.skipSpace()
        }
        guard let element = reader.element(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.at == bytes.count ? element : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func isAt(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private func find(_ character: Unicode.Scalar) -> Int? {
        bytes[at...].firstIndex(of: UInt8(ascii: character))
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func element(depth: Int) -> Element? {
        count += 1
        guard depth < Self.deepest, count <= Self.most, isAt("<") else { return nil }
        at += 1
        guard let name = name(), let attributes = attributes() else { return nil }
        var element = Element(name: Self.local(name), attributes: attributes)
        if isAt("/>") {
            at += 2
            return element
        }
        guard isAt(">") else { return nil }
        at += 1
        while at < bytes.count {
            if isAt("</") {
                at += 2
                guard self.name() == name else { return nil }
                skipSpace()
                guard isAt(">") else { return nil }
                at += 1
                return element
            }
            if isAt("<") {
                guard let child = self.element(depth: depth + 1) else { return nil }
                element.children.append(child)
            } else {
                let end = find("<") ?? bytes.count
                guard let text = Self.unescaped(bytes[at..<end]) else { return nil }
                element.text += text
                at = end
            }
        }
        return nil
    }

    private mutating func name() -> String? {
        let start = at
        while at < bytes.count, !" \t\n\r/>='\"<&".utf8.contains(bytes[at]) { at += 1 }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    private mutating func attributes() -> [String: String]? {
        var attributes: [String: String] = [:]
        while true {
            skipSpace()
            guard at < bytes.count else { return nil }
            if isAt(">") || isAt("/>") { return attributes }
            guard let name = name(), isAt("=") else { return nil }
            at += 1
            guard at < bytes.count, bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\"") else {
                return nil
            }
            let quote = bytes[at]
            at += 1
            guard let end = bytes[at...].firstIndex(of: quote), let value = Self.unescaped(bytes[at..<end])
            else { return nil }
            attributes[name] = value
            at = end + 1
        }
    }

    private static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    /// The predefined entities and character references (XML 1.0, 4.1 and 4.6); nil where there is another.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String? {
        let named = ["amp": "&", "lt": "<", "gt": ">", "apos": "'", "quot": "\""]
        var result: [UInt8] = []
        var rest = bytes
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            result += rest[..<mark]
            guard let end = rest[mark...].firstIndex(of: UInt8(ascii: ";")) else { return nil }
            let entity = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
            let number =
                entity.hasPrefix("#x")
                ? UInt32(entity.dropFirst(2), radix: 16)
                : entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil
            guard let text = named[entity] ?? number.flatMap(Unicode.Scalar.init).map(String.init) else {
                return nil
            }
            result += text.utf8
            rest = rest[(end + 1)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }
}

import TestSupport
import Testing

@testable import LDAP

@Suite("Names that are read without libldap")
struct PlainNameTests {
    /// What is made of a name, byte by byte: Swift would take different ways to write an "é" for the same.
    private struct Reading: Equatable {
        let names: [[[[UInt8]]]]
        let normalized: [UInt8]
        let suffix: [UInt8]?
        let dnsDomain: [UInt8]?
        let text: [UInt8]

        init(_ name: DistinguishedName) {
            names = name.names.map { name in
                name.map { assertion in
                    switch assertion.value {
                    case .text(let text): [Array(assertion.type.utf8), Array(text.utf8)]
                    case .bytes(let bytes): [Array(assertion.type.utf8), [], bytes]
                    }
                }.sorted { $0.joined().lexicographicallyPrecedes($1.joined()) }
            }
            normalized = Array(name.normalized.utf8)
            suffix = name.suffix.map { Array($0.utf8) }
            dnsDomain = name.dnsDomain.map { Array($0.utf8) }
            text = Array(name.description.utf8)
        }
    }

    /// - Returns: whether the name was a plain one.
    @discardableResult
    private func expectSame(_ text: String) -> Bool {
        let ours = try? DistinguishedName(parsing: text)
        let theirs = try? DistinguishedName(readByLibrary: text)
        #expect(ours.map(Reading.init) == theirs.map(Reading.init), "\(text.debugDescription)")
        #expect(ours == theirs && ours?.hashValue == theirs?.hashValue, "\(text.debugDescription)")
        if let ours, let theirs {
            #expect(
                Set(ours.ownName) == theirs.names.first && Set(theirs.ownName) == theirs.names.first,
                "\(text.debugDescription)")
            #expect(
                Array(ours.normalized.utf8) == Array(ReferenceForm.normalized(theirs).utf8),
                "\(text.debugDescription)")
        }
        return PlainName(text) != nil
    }

    @Test(
        "Plain are those that mean the same to libldap, without escapes and whatever needs folding",
        arguments: [
            ("cn=a,dc=b", true), ("CN=Moderators,OU=Groups,DC=example,DC=org", true), ("uid=alice", true),
            ("cn=Lehrkräfte,ou=Gruppen,dc=schule", true), ("cn=a b c,dc=b", true), ("o=a#b'(c)*!,c=de", true),
            ("cn=\u{A0}a\u{2003},dc=\u{A0}", true), ("cn=Zoe\u{301},dc=b", true), ("cn=\u{301},dc=b", true),
            ("cn=\u{A0}#a,dc=b", true), ("cn=ä b,OU=ß C", true),
            ("cn=a,dc=b,", false), (",cn=a", false), ("cn=a,,dc=b", false), ("cn=", false), ("cn", false),
            ("", false),
            (" ", false), ("=a", false), ("cn=a,dc=", false), ("cn=,dc=b", false), ("cn=a\0", false),
            ("gn=a", false), ("GN=a", false), ("gnx=a", true), ("sn=a", true), ("mail=a", false),
            ("c1=a", false),
            ("2.5.4.3=a", false), ("cn=a, dc=b", false), ("cn=a ,dc=b", false), ("cn= a", false),
            ("cn=a ", false), ("cn=a  b", false), (" cn=a", false), ("cn =a", false), ("cn=a+sn=b", false),
            ("cn=a\\,b", false), ("cn=\"a\"", false), ("cn=#0c024869", false), ("cn=a;dc=b", false),
            ("cn=a=b", false), ("cn=a<b", false), ("cn=a\tb", false), ("cn=a\u{7F}", false),
            ("cn\u{301}=a", false), ("ën=a", false),
        ])
    func plain(text: String, isPlain: Bool) {
        #expect(expectSame(text) == isPlain)
    }

    @Test("Every sign of ASCII means in every place of a name what it means to libldap", arguments: 0...0x7F)
    func everySign(_ byte: Int) throws {
        let sign = String(Unicode.Scalar(UInt8(byte)))
        let places = [
            "@cn=a,dc=b", "c@=a", "cn@=a", "@=a,dc=b", "cn=@,dc=b", "cn=@a,dc=b", "cn=a@a,dc=b", "cn=a@,dc=b",
            "cn=a@dc=b",
            "cn=a,@dc=b", "cn=a,d@=b", "cn=a,dc=@", "cn=a,dc=b@", "cn=a@@b", "cn=a @ b,dc=c", "cn=a@é",
            "cn=é@",
            "\\@=a", "cn=\\@", "cn=a\\@b",
        ]
        for place in places { expectSame(place.replacing("@", with: sign)) }
    }

    @Test("So does every short type, in any case")
    func everyType() {
        let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
        for one in letters {
            expectSame("\(one)=a")
            for two in letters {
                expectSame("\(one)\(two.uppercased())=a,\(two)=b")
            }
        }
        for type in ["uid", "UID", "sno", "gnn", "GgN", "oid", "oid.2.5.4.3", "street", "dnq"] {
            expectSame("\(type)=a")
        }
    }

    @Test("Names of all kinds are the same to both", arguments: 0..<8)
    func generated(seed: Int) {
        var names = NameGenerator(seed: seed)
        var plain = 0
        for _ in 0..<1_000 where expectSame(names.next()) { plain += 1 }
        // Neither kind is a rarity that this would hardly look at.
        #expect((100...900).contains(plain))
    }

    @Test("Two names are equal to both, or to neither", arguments: 0..<4)
    func comparison(seed: Int) {
        var names = NameGenerator(seed: 100 + seed)
        for _ in 0..<500 {
            let text = names.next()
            let other = names.spelledAnew(text)
            guard let one = try? DistinguishedName(parsing: text),
                let two = try? DistinguishedName(parsing: other),
                let first = try? DistinguishedName(readByLibrary: text),
                let second = try? DistinguishedName(readByLibrary: other)
            else { continue }
            #expect((one == two) == (first == second), "\(text.debugDescription) \(other.debugDescription)")
            #expect(one.isBelow(two) == first.isBelow(second))
            #expect((one.normalized == two.normalized) == (first.normalized == second.normalized))
        }
    }

    @Test("A name of a thousand parts, and one of a megabyte, are names")
    func long() {
        #expect(expectSame((0..<1_000).map { "ou=part \($0)" }.joined(separator: ",")))
        #expect(expectSame("cn=" + String(repeating: "Ab ", count: 300_000) + "c,dc=b"))
        #expect(!expectSame("cn=" + String(repeating: "a", count: 100_000) + "\\"))
    }
}

/// The forms as they are defined, without regard to what they cost.
private enum ReferenceForm {
    static func normalized(_ name: DistinguishedName) -> String {
        name.names.map { name in
            name.map { assertion in
                switch assertion.value {
                case .text(let text): "\(assertion.type)=\(escaped(text))"
                case .bytes(let bytes):
                    "\(assertion.type)=#"
                        + bytes.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
                }
            }.sorted().joined(separator: "+")
        }.joined(separator: ",")
    }

    static func escaped(_ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        return scalars.enumerated().map { index, scalar -> String in
            switch scalar {
            case "\0"..."\u{1F}", "\u{7F}": "\\" + String(scalar.value + 0x100, radix: 16).dropFirst()
            case "\"", "+", ",", ";", "<", ">", "\\", "=": "\\\(scalar)"
            case "#" where index == 0: "\\#"
            case " " where index == 0 || index == scalars.count - 1: "\\ "
            default: String(scalar)
            }
        }.joined()
    }

    static func folded(_ text: String) -> String {
        text.lowercased().unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(String.init)
            .joined(separator: " ")
    }
}

@Suite("Forms of values")
struct ValueFormTests {
    @Test("Every character is folded and escaped by what Unicode and RFC 4514 say of it, wherever it stands")
    func everyCharacter() {
        let others: [ClosedRange<UInt32>] = [0...0x33F, 0x370...0x3FF, 0x1680...0x1680, 0x1E00...0x20FF]
        for scalar in others.joined().compactMap(Unicode.Scalar.init) {
            for text in ["\(scalar)", "a\(scalar)B", " \(scalar)", "\(scalar) A", "a \(scalar) \(scalar)"] {
                expectForms(of: text)
            }
        }
    }

    @Test("Texts of all kinds are folded and escaped by the definitions", arguments: 0..<4)
    func generated(seed: Int) {
        var names = NameGenerator(seed: 200 + seed)
        for _ in 0..<1_000 { expectForms(of: names.nextValue()) }
    }

    private func expectForms(of text: String) {
        guard case .text(let folded) = NameValue(Array(text.utf8)) else {
            Issue.record("no text: \(text.debugDescription)")
            return
        }
        #expect(Array(folded.utf8) == Array(ReferenceForm.folded(text).utf8), "\(text.debugDescription)")
        #expect(
            Array(DistinguishedName.escapedValue(text).utf8) == Array(ReferenceForm.escaped(text).utf8),
            "\(text.debugDescription)")
        let filter = text.unicodeScalars.map { scalar in
            switch scalar {
            case "*", "(", ")", "\\", "\0": "\\" + String(scalar.value + 0x100, radix: 16).dropFirst()
            default: String(scalar)
            }
        }.joined()
        #expect(Array(Filter.escaped(text).utf8) == Array(filter.utf8), "\(text.debugDescription)")
    }
}

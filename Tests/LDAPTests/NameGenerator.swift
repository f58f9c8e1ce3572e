import TestSupport

/// Makes names of all kinds: plain ones, escaped ones, and what is none.
struct NameGenerator {
    private var numbers: SeededNumbers

    init(seed: Int) { numbers = SeededNumbers(seed: seed) }

    private static let types = [
        ["cn", "ou", "dc", "uid", "o", "c", "CN", "OU", "DC", "Uid", "st", "xyz"],
        [
            "gn", "GN", "mail", "commonName", "2.5.4.3", "oid.2.5.4.11", "OID.0.9.2342.19200300.100.1.25",
            "x-y",
        ],
        ["", " cn", "cn ", "c n", "çn", "cn\u{301}", "1", "-", "2.5.", "a;b", "cn=", "x_y"],
    ]
    private static let signs: [[String]] = [
        (["a", "b", "Z", "0", "-", ".", "_", "'", "(", ")", "*", "/", ":", "@", "!", "$", "Q", "e"]),
        ([
            " ", "ä", "Ä", "ß", "ẞ", "é", "e\u{301}", "σς", "İ", "ı", "\u{212A}", "ﬃ", "日", "😀", "\u{A0}",
            "#",
            " a",
        ]),
        ([
            "\\,", "\\2c", "\\20", "\\C3\\A4", "\\c3", "\\ ", "\\#", "\\\\", "\\+", "\\3D", "\\00", "  ",
            "\\zz",
        ]),
        ([
            ",", "+", "\"", "<", ">", ";", "=", "\t", "\n", "\r\n", "\u{7F}", "\0", "\u{2003}", "\u{301}",
            "\u{200D}", "\u{37E}", "\u{338}", "\\",
        ]),
    ]
    private static let separators = [[","], [", ", " ,", " , "], ["+", " + ", ",,", ";", ",\n"]]

    /// A name, or something like one.
    mutating func next() -> String {
        // Most are plain or nearly so; what is none in many places says no more than what is none in one.
        let wildness = [0, 0, 0, 1, 1, 2, 3].randomElement(using: &numbers)!
        var text = ""
        for part in 0..<Int.random(in: 1...5, using: &numbers) {
            if part > 0 { text += pick(Self.separators, wildness) }
            text += pick(Self.types, wildness) + "=" + value(wildness)
        }
        return Int.random(in: 0..<50, using: &numbers) == 0 ? text + "," : text
    }

    /// A value as it may stand in a name or not.
    mutating func nextValue() -> String { value(Int.random(in: 0...3, using: &numbers)) }

    /// The same name spelled in another way, mostly, or a little changed.
    mutating func spelledAnew(_ text: String) -> String {
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: text.uppercased()
        case 1: text.replacing(",", with: " , ")
        case 2: text.replacing("cn=", with: "commonName=")
        case 3: String(text.unicodeScalars.dropLast())
        case 4: text.replacing("a", with: "\\61")
        default: text + ",dc=x"
        }
    }

    private mutating func value(_ wildness: Int) -> String {
        let number = Int.random(in: 0...(wildness == 0 ? 9 : 6), using: &numbers)
        return (0..<(wildness == 0 ? max(1, number) : number)).map { _ in pick(Self.signs, wildness) }
            .joined()
    }

    /// One of the first list, or, the wilder, of a later one.
    private mutating func pick(_ lists: [[String]], _ wildness: Int) -> String {
        let isTame = Int.random(in: 0..<6, using: &numbers) > wildness
        let list =
            isTame ? lists[0] : lists[Int.random(in: 0...min(wildness, lists.count - 1), using: &numbers)]
        return list.randomElement(using: &numbers)!
    }
}

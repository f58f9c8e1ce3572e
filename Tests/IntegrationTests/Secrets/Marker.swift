import Foundation

/// A secret that a test lets pass through the program, in all the forms in which it may have stayed somewhere.
struct Marker: Sendable {
    /// What it is, for a failure's message.
    let name: String
    /// The forms, such as the bytes of a password, and the same as a browser sends them.
    let forms: [[UInt8]]

    init(_ name: String, _ forms: [UInt8]...) {
        self.name = name
        self.forms = forms
    }

    /// A text that travels as it is: a token, a cookie, a link.
    init(_ name: String, _ text: some StringProtocol) { self.init(name, Array(text.utf8)) }

    /// A password, or whatever else is typed: as it is, and as the form carries it.
    init(typed name: String, _ text: String) {
        self.init(name, Array(text.utf8), Array(Form.encode(["": text]).dropFirst().utf8))
    }

    /// A token: its signature, for the parts before it are neither secret alone nor different from token to token.
    init(token name: String, _ compact: String) {
        self.init(name, compact.split(separator: ".").last ?? "")
    }

    /// A sealed text without its beginning, which names the key and is the same in all of them.
    init(sealed name: String, _ text: some StringProtocol) { self.init(name, text.dropFirst(12)) }

    /// How long the pieces are, in bytes: short enough to be found in what is left of a copy that was overwritten in
    /// part, as freed blocks are at their beginning; long enough to be nothing else.
    static let pieceLength = 10

    /// All that is looked for: every form in pieces side by side, and its end.
    var pieces: Set<[UInt8]> {
        var pieces: Set<[UInt8]> = []
        for form in forms {
            guard form.count > Self.pieceLength else {
                pieces.insert(form)
                continue
            }
            for start in stride(from: 0, through: form.count - Self.pieceLength, by: Self.pieceLength) {
                pieces.insert(Array(form[start..<start + Self.pieceLength]))
            }
            pieces.insert(Array(form.suffix(Self.pieceLength)))
        }
        return pieces
    }

    /// Text that no other test has, with characters that a form has to escape in every piece of it.
    ///
    /// - Parameters:
    ///   - length: in bytes.
    ///   - period: after how many bytes it begins again; a long one needs no more pieces than a short one then.
    static func text(_ length: Int, period: Int = 60) -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let unit = (0..<min(length, period)).map { index in
            index % 5 == 4
                ? Character(["%", "&", "+", " ", "="][index / 5 % 5]) : letters.randomElement() ?? "x"
        }
        return String((0..<length).map { unit[$0 % unit.count] })
    }
}

/// Makes keys that are written twice distinct, so that Yams, which stops at them, reads the rest of the file.
///
/// Every occurrence of such a key gets another first character, from a plane of Unicode that no text uses; what has been
/// read is put right by ``restored(_:)``. Places in the file stay as they are, one character being exchanged for one.
struct DuplicateKeyMask {
    private var scalars: [Unicode.Scalar]
    private var originals: [Unicode.Scalar] = []

    /// The first character of the private plane 15.
    private static let firstMark: UInt32 = 0xF0000

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// The text with its masks.
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Hides every occurrence of the key `name`. False where there is none.
    mutating func hide(_ name: String) -> Bool {
        let word = Array(name.unicodeScalars)
        guard !word.isEmpty, !scalars.contains(where: { $0.value >= Self.firstMark && original($0) == nil })
        else { return false }
        var index = 0
        var found = false
        while index + word.count <= scalars.count {
            if isKey(word, at: index), let mark = Unicode.Scalar(Self.firstMark + UInt32(originals.count)) {
                originals.append(scalars[index])
                scalars[index] = mark
                found = true
            }
            index += 1
        }
        return found
    }

    /// `text`, as read from the masked file, in its own characters.
    func restored(_ text: String) -> String {
        guard !originals.isEmpty else { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text.unicodeScalars.map { original($0) ?? $0 })
        return String(view)
    }

    private func original(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value >= Self.firstMark else { return nil }
        let index = Int(scalar.value - Self.firstMark)
        return index < originals.count ? originals[index] : nil
    }

    /// Whether `word` stands at `index` as a word of its own.
    private func isKey(_ word: [Unicode.Scalar], at index: Int) -> Bool {
        let end = index + word.count
        guard scalars[index..<end].elementsEqual(word) else { return false }
        let before = index > 0 ? scalars[index - 1] : " "
        let after = end < scalars.count ? scalars[end] : " "
        // Behind these YAML reads escapes, anchors, aliases, tags and directives, which a mark would break.
        return !before.isWord && !after.isWord && !["\\", "&", "*", "!", "%"].contains(before)
    }
}

extension Unicode.Scalar {
    /// Whether this character can be part of a key or, as libyaml has it, of an anchor's name.
    var isWord: Bool {
        properties.isAlphabetic || properties.numericType != nil || self == "-" || self == "_"
    }
}

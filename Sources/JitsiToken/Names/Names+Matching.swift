/// Names in the form in which they are compared with the patterns of rules.
///
/// Two names that Jitsi takes for the same have the same form, so no spelling of a room passes a rule by. The letter σ has
/// one form only, as that at a word's end depends on what follows it, which a pattern leaves open.
extension Room {
    /// The name that `safe` encodes: NFKC, lower-case.
    public var matched: String {
        // Of ASCII, and without what would have to be decoded: most names.
        if !safe.utf8.contains(UInt8(ascii: "%")) { return safe }
        return JavaScriptText.withOneSigma(PercentEncoding.decode(safe) ?? safe)
    }

    /// A pattern in the same form; `*` and `?` stay.
    public static func pattern(_ text: String) -> String {
        JavaScriptText.withOneSigma(JavaScriptText.foldedName(text))
    }

    /// Why no room that people get to has a name of the pattern; nil where one may.
    public static func problem(ofPattern text: String) -> PatternProblem? {
        if let problem = PatternProblem.ofCharacters(text) { return problem }
        do throws(NameProblem) {
            _ = try Room(segment: PatternProblem.example(of: text))
            return nil
        } catch {
            return .noName(error)
        }
    }
}

extension Tenant {
    /// The tenant as `sub` has it.
    public var matched: String { claim }

    /// A pattern in the same form; `*` and `?` stay.
    public static func pattern(_ text: String) -> String {
        JavaScriptText.withOneSigma(
            JavaScriptText.foldedName(text).replacing(".", with: "_").replacing("ß", with: "ss"))
    }

    /// Why no tenant has a name of the pattern; nil where one may.
    public static func problem(ofPattern text: String) -> PatternProblem? {
        if let problem = PatternProblem.ofCharacters(text) { return problem }
        do throws(NameProblem) {
            _ = try Tenant(segment: PatternProblem.example(of: text))
            return nil
        } catch {
            return .noName(error)
        }
    }
}

extension JavaScriptText {
    fileprivate static func withOneSigma(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(scalar == "\u{3C2}" ? "\u{3C3}" : scalar) }
        return String(scalars)
    }
}

/// A text is no distinguished name.
public struct DistinguishedNameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong and what to write instead.
    public let description: String

    init(_ text: String, _ problem: String) {
        description = "'\(presentable(text))' is no distinguished name: \(problem)"
    }
}

/// A text is no template for the name of a bind.
public struct BindNameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong and what to write instead.
    public let description: String

    init(_ text: String, _ problem: String) {
        description = "'\(presentable(text))' makes no name to bind as: \(problem)"
    }
}

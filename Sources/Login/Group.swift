/// A group of the directory, by its name in a normal form.
///
/// Whoever reads names from the configuration or the directory brings them into the same form first (DNs compare by
/// their parts, not as text); this type only compares.
public struct Group: Hashable, Sendable, CustomStringConvertible {
    /// The name in normal form.
    public let normalizedName: String

    /// A group by its normalized name.
    public init(normalizedName: String) {
        self.normalizedName = normalizedName
    }

    /// The name, for the log.
    public var description: String { normalizedName }
}

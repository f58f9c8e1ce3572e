/// A value of the file together with where it was written.
///
/// The executable checks some values further, with the modules that understand them (filters, DNs, addresses, key
/// files), and says where a value that they refuse stands.
public struct Located<Value> {
    /// The value.
    public let value: Value
    /// The line, counted from 1. A default has the place of the section that it belongs to.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// The path of the key with dots (`directory.users.filter`).
    public let key: String

    /// A problem with this value, at its place; `message` says what is wrong and what to do.
    public func problem(_ message: String) -> ConfigurationProblem {
        ConfigurationProblem(line: line, column: column, key: key, message: message)
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}

extension Located {
    var position: Position { Position(line: line, column: column) }

    init(_ value: Value, at position: Position, key: String) {
        self.init(value: value, line: position.line, column: position.column, key: key)
    }

    func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(value: transform(value), line: line, column: column, key: key)
    }
}

/// A place in the file: line and column from 1, columns counted in Unicode scalars as libyaml does.
struct Position: Hashable, Comparable {
    var line: Int
    var column: Int

    /// Where a file begins.
    static let start = Position(line: 1, column: 1)
    /// The file as a whole.
    static let wholeFile = Position(line: 0, column: 0)

    /// The order of the file.
    static func < (one: Position, other: Position) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}

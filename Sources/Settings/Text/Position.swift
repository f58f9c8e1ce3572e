/// A place in the file: line and column from 1, columns counted in Unicode scalars as libyaml does.
struct Position: Hashable {
    var line: Int
    var column: Int

    /// Where a file begins.
    static let start = Position(line: 1, column: 1)
    /// The file as a whole.
    static let wholeFile = Position(line: 0, column: 0)
}

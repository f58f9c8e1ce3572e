/// Where the problems and notices of one reading come together.
///
/// A class, as every section of the file adds to the same lists. It lives in one call of one thread.
final class Findings {
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var notices: [ConfigurationNotice] = []

    func report(_ message: String, at position: Position, key: String?) {
        problems.append(
            ConfigurationProblem(
                line: position.line, column: position.column, key: key, message: message))
    }

    func notice(_ message: String, at position: Position, key: String) {
        notices.append(
            ConfigurationNotice(line: position.line, column: position.column, key: key, message: message))
    }
}

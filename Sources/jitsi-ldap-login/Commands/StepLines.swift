/// Lines that show what was done or looked at, one step each, with its result.
///
/// What directories, files and servers hold is others' to write: it is shown so that it cannot write on the terminal.
enum StepLines {
    /// A step; `result` has at most seven characters, and `time` is what the step took, where that matters.
    static func print(_ result: String, _ text: String, _ time: Duration? = nil) {
        let padding = String(repeating: " ", count: max(0, 7 - result.count))
        Swift.print("\(padding)\(result) \(LogLine.printable(text))\(time.map(shown) ?? "")")
    }

    /// What belongs to the step before.
    static func detail(_ text: String) { Swift.print("        " + LogLine.printable(text)) }

    /// What to do about the step before.
    static func advise(_ text: String) { Swift.print("     -> " + LogLine.printable(text)) }

    /// What the following steps are about.
    static func title(_ text: String) { Swift.print(LogLine.printable(text)) }

    private static func shown(_ time: Duration) -> String {
        let components = time.components
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return "  [\(milliseconds) ms]"
    }
}

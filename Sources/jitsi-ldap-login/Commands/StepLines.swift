/// Lines that show what was done, one step each, with its result and time.
///
/// What a directory holds is others' to write: it is shown so that it cannot write on the terminal.
enum StepLines {
    /// A step; `result` has at most seven characters.
    static func print(_ result: String, _ text: String, _ time: Duration) {
        let components = time.components
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let padding = String(repeating: " ", count: max(0, 7 - result.count))
        Swift.print("\(padding)\(result) \(LogLine.printable(text))  [\(milliseconds) ms]")
    }

    /// What belongs to the step before.
    static func detail(_ text: String) { Swift.print("        " + LogLine.printable(text)) }

    /// What to do about the step before.
    static func advise(_ text: String) { Swift.print("     -> " + LogLine.printable(text)) }

    /// What the following steps are about.
    static func title(_ text: String) { Swift.print(LogLine.printable(text)) }
}

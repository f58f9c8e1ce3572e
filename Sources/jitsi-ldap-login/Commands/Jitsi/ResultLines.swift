/// Lines that show what was looked at, with its result. What files and servers say cannot write on the terminal.
enum ResultLines {
    /// What the following lines are about.
    static func title(_ text: String) { print(LogLine.printable(text)) }

    /// `result` has at most seven characters.
    static func line(_ result: String, _ text: String) {
        print(
            String(repeating: " ", count: max(0, 7 - result.count)) + result + " " + LogLine.printable(text))
    }

    /// What to do about the line before.
    static func advise(_ text: String) { print("     -> " + LogLine.printable(text)) }
}

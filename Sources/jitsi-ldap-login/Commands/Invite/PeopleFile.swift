internal import Foundation
internal import Pages

/// The file of `--batch`: people with their names, mail addresses and roles.
enum PeopleFile {
    /// The most bytes.
    static let largest = 1 << 20
    /// The most people.
    static let most = 10_000

    /// A row.
    struct Person: Equatable {
        let line: Int
        let name: String
        /// Empty where the file has none. It is passed on to what is printed, and nowhere else.
        let email: String
        /// nil where the file does not say.
        let moderates: Bool?
    }

    /// What is wrong with the file, and where.
    struct Problem: Error, Equatable, CustomStringConvertible {
        let description: String

        init(line: Int, _ words: String) { description = "line \(line): \(words)" }
        init(_ words: String) { description = words }
    }

    /// The people of the file at `path`.
    static func read(_ path: String) throws -> [Person] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Problem("\(path) cannot be opened: name a file that can be read")
        }
        let bytes: Data
        do {
            bytes = try file.read(upToCount: largest + 1) ?? Data()
        } catch {
            throw Problem("\(path) cannot be read: name a file, not a folder")
        }
        guard bytes.count <= largest else {
            throw Problem("\(path) has more than \(largest >> 20) MiB: make several files")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("\(path) is not UTF-8: save it as \"CSV UTF-8\"")
        }
        return try people(text)
    }

    /// The people of a text.
    static func people(_ text: String) throws(Problem) -> [Person] {
        let rows: [CSV.Row]
        do {
            // Spreadsheets begin the file with a byte order mark.
            let text =
                text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            rows = try CSV.rows(text, limit: most + 1)
        } catch {
            throw Problem(line: error.line, error.words)
        }
        guard let header = rows.first else {
            throw Problem("the file is empty: begin it with name,email,moderator")
        }
        let columns = try columns(header)
        guard rows.count > 1 else { throw Problem("the file has nobody below its first row") }
        var people: [Person] = []
        for row in rows.dropFirst() { people.append(try person(row, columns)) }
        return people
    }

    /// What a spreadsheet takes for the begin of a formula, half and full width.
    private static let formulaBegins: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

    /// A name as the others will see it. It is never cut: who wrote it hears that it is too long.
    ///
    /// - Throws: `Problem` where nobody could see it.
    static func shown(_ name: String) throws(Problem) -> String {
        let shown = GuestName.cleaned(name, limit: .max)
        guard !shown.isEmpty else { throw Problem("the name has neither a letter nor a digit") }
        return shown
    }

    private static func columns(_ header: CSV.Row) throws(Problem) -> [String] {
        let columns = header.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        if columns.contains(where: { $0.contains(";") }) {
            throw Problem(
                line: header.line, "the columns are separated by semicolons: save the file with commas")
        }
        for (index, column) in columns.enumerated() {
            guard ["name", "email", "moderator"].contains(column) else {
                throw Problem(
                    line: header.line,
                    "no column is called \(quoted(column)): the first row names the columns, name and if you like "
                        + "email and moderator")
            }
            if columns[..<index].contains(column) {
                throw Problem(line: header.line, "the column \(column) is there twice")
            }
        }
        guard columns.contains("name") else { throw Problem(line: header.line, "the column name is missing") }
        return columns
    }

    private static func person(_ row: CSV.Row, _ columns: [String]) throws(Problem) -> Person {
        guard row.fields.count == columns.count else {
            throw Problem(
                line: row.line,
                row.fields.count < columns.count
                    ? "it has \(row.fields.count) of the \(columns.count) fields that the first row names"
                    : "it has \(row.fields.count) fields, and the first row names \(columns.count)")
        }
        func field(_ column: String) -> String {
            columns.firstIndex(of: column).map { row.fields[$0].trimmingCharacters(in: .whitespaces) } ?? ""
        }
        guard !field("name").isEmpty else { throw Problem(line: row.line, "the name is empty") }
        let name: String
        do {
            name = try shown(field("name"))
        } catch {
            throw Problem(line: row.line, error.description)
        }
        let email = field("email")
        if email.unicodeScalars.contains(where: disturbsLines) {
            throw Problem(line: row.line, "the email holds a control character")
        }
        for (column, value) in [("name", name), ("email", email)] {
            // By scalars: an accent behind it would make the sign another character, and none to a spreadsheet.
            if let first = value.unicodeScalars.first, formulaBegins.contains(first) {
                throw Problem(
                    line: row.line,
                    "the \(column) begins with \"\(first)\", which makes it a formula where a spreadsheet opens the "
                        + "list of links: write it without")
            }
        }
        let moderates: Bool?
        switch field("moderator").lowercased() {
        case "": moderates = nil
        case "true": moderates = true
        case "false": moderates = false
        case let other:
            throw Problem(line: row.line, "moderator is \(quoted(other)): write true or false")
        }
        return Person(line: row.line, name: name, email: email, moderates: moderates)
    }

    /// What stands in the file, for a message: one line, and short.
    private static func quoted(_ text: String) -> String {
        var shown = "".unicodeScalars
        for scalar in text.unicodeScalars.prefix(40) { shown.append(disturbsLines(scalar) ? "?" : scalar) }
        return "\"\(String(shown))\""
    }

    /// Whether it would break, reorder or rewrite a line on a terminal.
    private static func disturbsLines(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}

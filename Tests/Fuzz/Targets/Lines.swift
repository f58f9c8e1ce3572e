@testable import Pages
@testable import Responder

/// Header fields and rows of values.
func checkLines(_ input: [UInt8]) {
    let text = input.text
    checkRows(text)
    checkPeople(text)
    checkLanguages(text)
    if let tag = try? EntityTag(of: input) {
        require(tag.isNamed(in: tag.text) && tag.isNamed(in: "W/\"x\", " + tag.text), "a tag is known again")
    }
    if let type = PhotoType(of: input) {
        require(!input.starts(with: "<".utf8) && type.rawValue.hasPrefix("image/"), "a picture is no page")
    }
}

private func checkRows(_ text: String) {
    guard let rows = try? CSV.rows(text, limit: 100) else { return }
    require(rows.count <= 100, "rows are bounded")
    require(zip(rows, rows.dropFirst()).allSatisfy { $0.line < $1.line }, "rows come in their order")
    let written = rows.map { CSV.line($0.fields) }.joined()
    let again = required(try? CSV.rows(written, limit: 100), "what was written can be read")
    require(again.count == rows.count, "as many rows")
    for (one, other) in zip(rows, again) {
        require(
            one.fields.map { Array($0.utf8) } == other.fields.map { Array($0.utf8) },
            "a row is read as written")
    }
}

private func checkPeople(_ text: String) {
    do throws(PeopleFile.Problem) {
        for person in try PeopleFile.people(text) {
            require(!person.name.isEmpty && person.line > 1, "a person has a name and a line")
            for value in [person.name, person.email] {
                require(isOneLine(value), "what is printed is one line: \(value)")
                // Spreadsheets go by the first character there is, not by what is seen as one.
                require(
                    !"=+-@".unicodeScalars.contains(value.unicodeScalars.first ?? " "), "no formula: \(value)"
                )
            }
        }
    } catch {
        require(isOneLine(error.description), "a problem is one line: \(error)")
    }
}

private func isOneLine(_ text: String) -> Bool { !text.unicodeScalars.contains(where: \.disturbsLines) }

private func checkLanguages(_ field: String) {
    let wishes = AcceptLanguage(field)
    require(wishes.best(of: []) == nil, "none of none")
    let tags = field.lowercased()
    for language in Language.builtIn {
        guard wishes.best(of: [language]) != nil else { continue }
        require(tags.contains("*") || tags.contains(language.tag), "a language is asked for: \(language.tag)")
    }
    if let best = wishes.best(of: Language.builtIn) {
        require(wishes.best(of: [best]) == best, "what is best of all is best of itself")
    }
}

@testable import LDAP
@testable import Settings

/// The configuration file: whatever is in it, the reading ends, and says of every problem in which line and column it is.
func checkConfiguration(_ input: [UInt8]) {
    let rows = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func check(_ line: Int, _ column: Int, _ what: some CustomStringConvertible) {
        require((1...rows.count + 1).contains(line), "a line of the file: \(what)")
        let length = line <= rows.count ? rows[line - 1].count : 0
        require((1...length + 1).contains(column), "a column of the line: \(what)")
    }
    do throws(ConfigurationProblems) {
        let configuration = try Configuration.parse(
            input, path: "/nowhere/config.yaml",
            environment: ["CREDENTIALS_DIRECTORY": "/nowhere/credentials"],
            checks: checks)
        for notice in configuration.notices { check(notice.line, notice.column, notice) }
        require(isVisible(configuration.meet.url.value.description), "the address is one")
        require(configuration.listen.workers.value > 0, "somebody works")
    } catch {
        require(!error.problems.isEmpty, "who refuses a file says why")
        for problem in error.problems {
            check(problem.line, problem.column, problem)
            require(
                !problem.description.unicodeScalars.contains(where: \.isControl),
                "a problem is one line: \(problem)")
            require(!problem.message.isEmpty, "a problem has words")
        }
    }
}

/// As the responder has them.
private let checks = ValueChecks(
    server: { text in words { _ = try ServerAddress(parsing: text) } },
    domain: { text in words { _ = try ServerSource.domain(in: "dns:" + text) } },
    pin: { text in words { _ = try KeyPin(parsing: text) } },
    bindName: { text in words { _ = try BindNameTemplate(parsing: text) } },
    distinguishedName: { text in words { _ = try DistinguishedName(parsing: text) } },
    filter: { text in
        words { _ = try FilterTemplate(parsing: text, placeholders: ["dn", "username", "id", "uid"]) }
    })

private func words(_ read: () throws -> Void) -> String? {
    do {
        try read()
        return nil
    } catch {
        return "\(error)"
    }
}

import Settings
import Testing

/// The least that a configuration file must say, and ways to spoil it.
enum Sample {
    /// Lines 1 to 10 of every file in these tests.
    static let file = """
        meet:
          url: https://meet.example.org
        token:
          app-id: meet
        directory:
          servers: [ldaps://ldap.example.org]
          bind: {dn: "cn=jitsi,dc=example,dc=org"}
          users:
            base: ou=people,dc=example,dc=org
            filter: (uid={username})

        """

    /// Reads `text` as if it stood at /etc/jitsi/config.yaml.
    static func load(
        _ text: String = file, environment: [String: String] = [:], checks: ValueChecks = ValueChecks()
    ) throws(ConfigurationProblems) -> Configuration {
        try Configuration.parse(
            Array(text.utf8), path: "/etc/jitsi/config.yaml", environment: environment, checks: checks)
    }

    /// The problems of `text`, as they print without the file's name.
    static func problems(_ text: String, checks: ValueChecks = ValueChecks()) -> [String] {
        do {
            _ = try load(text, checks: checks)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }
}

/// One change to the sample and what it leads to.
struct Change: CustomTestStringConvertible, Sendable {
    let text: String
    let expected: [String]
    let testDescription: String

    /// Exchanges `old`, which the sample must have, for `new`.
    init(_ old: String, _ new: String, _ expected: String...) {
        precondition(Sample.file.contains(old), "the sample has no \(old)")
        text = Sample.file.replacing(old, with: new, maxReplacements: 1)
        self.expected = expected
        testDescription = new.replacing("\n", with: "⏎")
    }

    /// Appends `more` from line 11 on.
    init(adding more: String, _ expected: String...) {
        text = Sample.file + more
        self.expected = expected
        testDescription = more.replacing("\n", with: "⏎")
    }
}

extension Configuration.Directory {
    /// The addresses of a list of servers.
    var addresses: [String] {
        if case .list(let servers) = servers { servers.map(\.value) } else { [] }
    }
}

extension Configuration.Directory.Groups.Source {
    /// One line for an expectation.
    var words: String {
        switch self {
        case .attribute(let name): "attribute \(name.value)"
        case .search(let base, let filter): "search \(base.value) \(filter.value)"
        case .matchingRule(let base): "rule \(base.value)"
        }
    }
}

extension Configuration.Directory.Bind {
    /// One line for an expectation.
    var words: String {
        switch self {
        case .account(let dn, let file): "account \(dn.value) \(file.value.path)"
        case .external(let certificate, let key):
            "external \(certificate?.value ?? "-") \(key?.value.path ?? "-")"
        case .anonymous: "anonymous"
        case .asUser(let template): "as \(template.value)"
        }
    }
}

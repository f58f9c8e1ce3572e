internal import LDAP
internal import Settings

extension ValueChecks {
    /// What the directory's module says about single values of the configuration file.
    static let byModules = ValueChecks(
        server: { text in problem { _ = try ServerAddress(parsing: text) } },
        domain: { text in problem { _ = try ServerSource.domain(in: "dns:" + text) } },
        pin: { text in problem { _ = try KeyPin(parsing: text) } },
        bindName: { text in problem { _ = try BindNameTemplate(parsing: text) } },
        distinguishedName: { text in problem { _ = try DistinguishedName(parsing: text) } },
        filter: { text in
            // The settings have checked which placeholders may stand where.
            problem { _ = try FilterTemplate(parsing: text, placeholders: GroupLookup.placeholders) }
        })

    /// The words of what `read` throws.
    private static func problem(_ read: () throws -> Void) -> String? {
        do {
            try read()
            return nil
        } catch {
            return "\(error)"
        }
    }
}

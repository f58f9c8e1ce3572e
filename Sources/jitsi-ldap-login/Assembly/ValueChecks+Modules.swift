internal import LDAP
internal import Settings

extension ValueChecks {
    /// What the directory's module says about single values of the configuration file.
    static let byModules = ValueChecks(
        server: { text in
            do throws(LDAPConfigurationError) {
                _ = try ServerAddress(parsing: text)
                return nil
            } catch {
                return error.description
            }
        },
        distinguishedName: { text in
            do throws(DistinguishedNameError) {
                _ = try DistinguishedName(parsing: text)
                return nil
            } catch {
                return error.description
            }
        },
        filter: { text in
            do throws(FilterError) {
                // The settings have checked which placeholders may stand where.
                _ = try FilterTemplate(parsing: text, placeholders: ["username", "dn", "id", "uid"])
                return nil
            } catch {
                return error.description
            }
        })
}

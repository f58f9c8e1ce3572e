import TestSupport

extension SambaDomain {
    /// The `directory:` section for it: what somebody with an Active Directory has to write.
    func section(
        kind: String = "active-directory", bind: String = "dn: \"\(SambaDomain.serviceDN)\"",
        users: String = "{base: \"\(SambaDomain.base)\"}", more: String = ""
    ) -> String {
        """
          kind: \(kind)
          servers: [\(ldapsAddress)]
          ca-file: \(certificateAuthorityFile)
          timeout: 30s
          bind: {\(bind)}
          users: \(users)
        \(more)
        """
    }

    /// Somebody signs in; without a password, with the right one.
    func login(
        _ name: String, _ password: String? = nil, section: String? = nil, access: String = ""
    ) throws -> Trial {
        try Trial(
            name, password ?? SambaPeople.password(of: name), directory: section ?? self.section(),
            access: access, servicePassword: SambaDomain.servicePassword)
    }
}

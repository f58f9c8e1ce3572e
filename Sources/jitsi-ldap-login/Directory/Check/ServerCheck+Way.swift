internal import LDAP
internal import Secrets
internal import Settings

/// The way to a server: its name, the network, TLS, the service's bind.
extension ServerCheck {
    /// Below so many days an administrator should think of the next certificate.
    private static let fewDays = 14

    func findAddresses(_ inspected: InspectedServer) -> Bool {
        do throws(LDAPError) {
            let addresses = try inspected.lookUp()
            // A number or a path is its own address.
            guard addresses != [server.address.host], server.address.scheme != .ldapi else { return true }
            recorder.ok("\(server.address.host) is at \(addresses.joined(separator: ", "))")
            return true
        } catch {
            recorder.fail(error, server.address.host)
            return false
        }
    }

    func reach(_ inspected: InspectedServer) -> Bool {
        do throws(LDAPError) {
            let addresses = try inspected.reach()
            let deaf = addresses.compactMap { address in
                address.problem.map { "\(address.text): \($0)" }
            }
            guard deaf.count < addresses.count else {
                recorder.fail(
                    .unreachable, "not connected: " + deaf.joined(separator: "; "),
                    advice: [
                        server.address.scheme == .ldapi
                            ? "start the server, check the path of its socket, and let this user open it"
                            : "start the server, or check the address, the port and the firewall"
                    ])
                return false
            }
            let place =
                server.address.scheme == .ldapi
                ? addresses.map(\.text).joined(separator: ", ") : "port \(server.address.port)"
            if deaf.isEmpty {
                recorder.ok("connected to \(place)")
            } else {
                recorder.warn(
                    "connected to \(place), but not at every address", details: deaf,
                    advice: ["correct the name's addresses: each login may have to wait for those first"])
            }
            return true
        } catch {
            recorder.fail(error, "not connected")
            return false
        }
    }

    func checkEncryption() -> Bool {
        switch server.security {
        case .ldaps, .startTLS: return checkCertificate()
        case .localSocket: return true
        case .plainText:
            if server.address.isLoopback {
                recorder.ok("no TLS: nothing leaves this machine")
            } else {
                recorder.warn(
                    "no TLS: passwords cross the network readable",
                    advice: ["configure ldaps://, or start-tls: true"])
            }
            return true
        }
    }

    private func checkCertificate() -> Bool {
        let inspection: CertificateInspection
        do throws(LDAPConfigurationError) {
            inspection = try CertificateInspection.run(
                server, trust: check.parts.access.trust, timeout: check.parts.access.timeout)
        } catch {
            recorder.fail(.configuration, error.description, advice: [])
            return false
        }
        let details = inspection.certificate.map(Self.details) ?? []
        if let failure = inspection.failure {
            recorder.fail(failure, "no TLS", details: details)
            return false
        }
        let version = inspection.tlsVersion ?? "TLS"
        let days = inspection.certificate?.notAfter.daysFromNow ?? 0
        guard inspection.certificate != nil, days < Self.fewDays else {
            recorder.ok("\(version), and the certificate is believed", details: details)
            return true
        }
        recorder.warn(
            "\(version), and the certificate is believed, but "
                + (days < 0 ? "its time is over" : "only for \(Count.of(days, "day")) more"),
            details: details, advice: ["renew the certificate of the server"])
        return true
    }

    private static func details(_ certificate: CertificateSummary) -> [String] {
        let days = certificate.notAfter.daysFromNow
        let left = days < 0 ? "over" : days == 1 ? "1 day left" : "\(Count.text(days)) days left"
        return [
            "for \(certificate.names)", "issued by \(certificate.issuer)",
            "valid until \(certificate.notAfter) (\(left))",
            "key \(certificate.key); as a pin \(KeyPin(of: certificate))",
        ]
    }

    func bind(_ inspected: InspectedServer) -> Bool {
        let name =
            switch check.configuration.directory.bind {
            case .account(let dn, _): "as \(dn.value)"
            case .external: "by SASL EXTERNAL"
            case .anonymous, .asUser: "as nobody (anonymous)"
            }
        do throws(LDAPError) {
            try inspected.connect()
            guard case .external = check.configuration.directory.bind else {
                recorder.ok("signed in \(name)")
                return true
            }
            reportIdentity(try inspected.identity(), name)
            return true
        } catch {
            recorder.fail(error, "not signed in \(name)")
            return false
        }
    }

    /// Whom the server takes a certificate or a user of this machine for: it may accept one that it has mapped to no
    /// account, and then hide everything.
    private func reportIdentity(_ identity: String?, _ name: String) {
        switch identity {
        case nil: recorder.ok("signed in \(name); the server does not tell as whom")
        case ""?:
            recorder.warn(
                "signed in \(name), but the server takes it for nobody",
                advice: ["have the server map it to an account (OpenLDAP: authz-regexp)"])
        case let identity?: recorder.ok("signed in \(name), as \(identity)")
        }
    }
}

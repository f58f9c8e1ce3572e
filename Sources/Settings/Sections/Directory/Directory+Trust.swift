extension Configuration.Directory {
    /// `ca-file` and `ca-directory`, of which one may be there.
    static func authorities(
        _ section: Section, _ surroundings: Surroundings, _ channel: Channel
    ) -> (file: Located<String>?, directory: Located<String>?) {
        let file = section.value("ca-file", surroundings.path)
        let directory = section.value("ca-directory", surroundings.folderPath)
        if section.has("ca-file"), section.has("ca-directory") {
            section.report(
                "stands beside ca-file, and one of them holds the authorities: remove the other",
                at: section.keyPosition("ca-directory"), key: "ca-directory")
        }
        if channel.isKnown, !channel.usesTLS {
            for key in ["ca-file", "ca-directory"] where section.has(key) {
                section.findings.notice(
                    "is not used: no server is spoken to by TLS", at: section.keyPosition(key),
                    key: section.path(of: key))
            }
        }
        return (file, directory)
    }

    /// `pin`: one or several.
    static func readPins(
        _ section: Section, _ surroundings: Surroundings, _ channel: Channel
    ) -> [Located<String>] {
        let pins = section.values("pin", checked(PinShape.parse, by: surroundings.checks.pin)) ?? []
        guard section.has("pin") else { return [] }
        section.reportCount(
            "pin", of: "pins", atMost: 8, remedy: "keep those of the servers and their spare keys")
        var seen: Set<Substring> = []
        for pin in pins where !seen.insert(PinShape.digest(pin.value)).inserted {
            section.report("\(quoted(pin.value)) is there twice: remove one", at: pin.position, key: "pin")
        }
        if channel.isKnown, !channel.usesTLS {
            section.report(
                "has no TLS to look at, as no server is spoken to by it: remove it, or write ldaps:// or start-tls: true",
                at: section.keyPosition("pin"), key: "pin")
        } else if !pins.isEmpty, !section.has("ca-file"), !section.has("ca-directory") {
            section.findings.notice(
                "takes the place of the authorities: a server is believed by its key alone, whatever its certificate "
                    + "says of issuer, name and dates (with ca-file or ca-directory beside it both must be right)",
                at: section.keyPosition("pin"), key: section.path(of: "pin"))
        }
        return pins
    }
}

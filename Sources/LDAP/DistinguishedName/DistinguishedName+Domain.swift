extension DistinguishedName {
    /// The part of the name that stands for its domain (RFC 2247): its last RDNs as far as they are `dc`, in lower case, such
    /// as `dc=corp,dc=example`; nil where there are none.
    public var suffix: String? {
        let names = domainNames
        return names.isEmpty ? nil : Self.normalized(names)
    }

    /// The DNS name of that domain (RFC 2247, 3), in lower case: `corp.example` for `dc=corp,dc=example`; nil where there
    /// is none, or its parts are no DNS labels.
    public var dnsDomain: String? {
        let labels = domainNames.compactMap { $0.first?.value.label }
        guard !labels.isEmpty, labels.count == domainNames.count else { return nil }
        return labels.joined(separator: ".")
    }

    private var domainNames: ArraySlice<Set<Assertion>> {
        let others = names.lastIndex { $0.count != 1 || $0.first?.type != "dc" }
        return names[(others.map { $0 + 1 } ?? 0)...]
    }
}

extension NameValue {
    /// Letters, digits, "-" and "_": what a DNS label is made of.
    fileprivate var label: String? {
        guard case .text(let text) = self, (1...63).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({
                $0.isASCII
                    && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
                        || "-_".unicodeScalars.contains($0))
            })
        else { return nil }
        return text
    }
}

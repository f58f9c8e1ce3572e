extension DistinguishedName {
    /// Whether it is `top` or lies below it.
    public func isBelow(_ top: DistinguishedName) -> Bool {
        names.count >= top.names.count && names.suffix(top.names.count).elementsEqual(top.names)
    }
}

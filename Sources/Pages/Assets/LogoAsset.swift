extension Asset {
    /// The organisation's logo, which is not ours and so is served in a sandbox.
    init(_ logo: Logo) {
        self.init(
            name: "logo", ending: logo.kind == .jpeg ? "jpg" : logo.kind.rawValue,
            contentType: logo.kind.contentType, bytes: logo.bytes, caching: .immutable, sandboxed: true)
    }
}

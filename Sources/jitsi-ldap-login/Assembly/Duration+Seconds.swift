extension Duration {
    /// Whole seconds: what the domain and the tokens count in.
    var wholeSeconds: Int { Int(components.seconds) }
}

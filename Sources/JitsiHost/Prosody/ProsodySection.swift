/// A part of Prosody's configuration: what stands before the first host, a virtual host, or a component.
struct ProsodySection {
    enum Kind: Equatable {
        case global
        case virtualHost
        /// With the module that serves it, such as `muc`.
        case component(module: String)
    }

    let kind: Kind
    /// In lower case; empty for the global part.
    let name: String
    let place: Place
    var settings: [Setting] = []

    /// The setting that counts: a later one overrides.
    subscript(name: String) -> Setting? { settings.last { $0.name == name } }
}

/// One file of Prosody's, by its sections.
struct ProsodyFile {
    var sections: [ProsodySection]
    /// The lines that could not be understood.
    var notUnderstood: [Place] = []
}

/// What a HOCON file says, by full names such as `jicofo.conference.enable-auto-owner`.
struct HoconDocument {
    var settings: [Setting] = []
    /// Where objects begin.
    var objects: [Setting] = []
    var notUnderstood: [Place] = []

    /// The setting that counts: a later one overrides.
    subscript(name: String) -> Setting? { settings.last { $0.name == name } }

    /// Where the object `name`, or anything in it, stands.
    func place(of name: String) -> Place? {
        (objects + settings).first { $0.name == name || $0.name.hasPrefix(name + ".") }?.place
    }
}

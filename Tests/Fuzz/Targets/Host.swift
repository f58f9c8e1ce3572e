@testable import JitsiHost

/// The files of a Jitsi host: every reader comes to an end, says of each setting in which line it stands, and makes a
/// secret of a secret.
func checkHostFiles(_ input: [UInt8]) {
    let file = HostFile(path: "file", bytes: input)
    let lines = input.count { $0 == UInt8(ascii: "\n") } + 1
    func check(_ settings: [Setting], _ places: [Place] = []) {
        for place in settings.map(\.place) + places {
            require((0...lines).contains(place.line), "a setting is in the file: \(place)")
        }
    }

    let prosody = ProsodyReader.read(file)
    check(prosody.sections.flatMap(\.settings), prosody.sections.map(\.place) + prosody.notUnderstood)
    for setting in prosody.sections.flatMap(\.settings) where setting.name.contains("secret") {
        if case .text = setting.value { require(false, "a secret is one") }
    }
    require(prosody.sections.first?.kind == .global, "the global part comes first")

    let hocon = HoconReader.read(file)
    check(hocon.settings + hocon.objects, hocon.notUnderstood)
    check(PropertiesReader.read(file))
    check(ScriptReader.read(file))

    let nginx = NginxReader.read(file)
    if let directives = nginx.file?.all {
        require(directives.allSatisfy { (0...lines).contains($0.line) }, "a directive is in the file")
    } else {
        require((1...lines).contains(nginx.line), "where it cannot be read is in the file")
    }
}

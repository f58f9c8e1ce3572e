/// Reads a Java properties file, such as jicofo's old sip-communicator.properties (java.util.Properties, load).
enum PropertiesReader {
    /// The settings; escapes stay as they are, as the values asked for have none.
    static func read(_ file: HostFile) -> [Setting] {
        var settings: [Setting] = []
        let lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let line = String(decoding: bytes, as: UTF8.self).trimmingSpaces
            guard let first = line.first, first != "#", first != "!" else { continue }
            let name = line.prefix { $0 != "=" && $0 != ":" && !$0.isWhitespace }
            var rest = line.dropFirst(name.count).drop(while: \.isWhitespace)
            if let mark = rest.first, mark == "=" || mark == ":" { rest = rest.dropFirst() }
            settings.append(
                Setting(
                    name: String(name), value: SettingValue(word: rest.trimmingSpaces),
                    place: Place(path: file.path, line: index + 1)))
        }
        return settings
    }
}

/// An element of an XML answer. Prefixes of names are left out: what is asked for is found by its local name.
struct Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    /// The text directly inside.
    var text = ""

    subscript(attribute: String) -> String? { attributes[attribute] }

    /// The first child of this name.
    func child(_ name: String) -> Element? { children.first { $0.name == name } }

    /// The children of this name.
    func named(_ name: String) -> [Element] { children.filter { $0.name == name } }

    /// `text` as an attribute's value or an element's text.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "'": result += "&apos;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

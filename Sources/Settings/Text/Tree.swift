/// The file as it is written: text, lists and mappings with their places, without any guess at types.
///
/// YAML libraries read `0660` as the integer 432 and `no` as false; here a scalar is its text, and the key that it belongs
/// to decides what it means.
enum Tree {
    case scalar(Scalar)
    case list(List)
    case mapping(Mapping)
    /// A value that was wrong, and has been reported: nobody complains of it twice.
    case refused(Position)

    struct Scalar {
        var text: String
        /// Written without quotes.
        var isPlain: Bool
        var position: Position
    }

    struct List {
        var items: [Tree]
        /// Written in brackets, where an unquoted comma separates.
        var isFlow: Bool
        var position: Position
    }

    struct Mapping {
        var entries: [Entry]
        var position: Position
    }

    struct Entry {
        var key: String
        var keyPosition: Position
        var value: Tree
    }

    var position: Position {
        switch self {
        case .scalar(let scalar): scalar.position
        case .list(let list): list.position
        case .mapping(let mapping): mapping.position
        case .refused(let position): position
        }
    }

    /// What this is, for a message about what belongs there instead.
    var kind: String {
        switch self {
        case .scalar: "one value"
        case .list: "a list"
        case .mapping: "a section with keys"
        case .refused: "a wrong value"
        }
    }
}

extension Section {
    /// The items of a list of sections, without those that are none; nil where `key` is not there.
    func sections(_ key: String) -> [Section]? {
        guard let tree = tree(key) else { return nil }
        let example = (KnownKeys.bySection[path(of: key)]?.first).map { " such as \($0):" } ?? ""
        guard case .list(let list) = tree else {
            report(
                "is \(tree.kind): it wants a list, and in each item keys\(example)", at: tree.position,
                key: key)
            return nil
        }
        return list.items.compactMap { item in
            switch item {
            case .mapping:
                return Section(path: path(of: key), position: item.position, tree: item, findings: findings)
            case .refused: return nil
            case .scalar, .list:
                report(
                    "holds \(item.kind): an item has keys\(example) of its own", at: item.position, key: key)
                return nil
            }
        }
    }
}

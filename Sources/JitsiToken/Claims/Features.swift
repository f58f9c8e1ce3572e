/// All features, each granted or denied: where a token has the object, Jitsi denies what it does not list, even to
/// moderators.
///
/// Made once for a role; its JSON is kept, as every token of the role has the same.
public struct Features: Hashable, Sendable {
    private let granted: Set<Feature>
    let json: JSONObject

    /// The features of a role: moderators have all, members those that serve themselves; `overrides` win.
    public init(of role: Role, overrides: [Feature: Bool] = [:]) {
        granted = Set(Feature.allCases.filter { overrides[$0] ?? (role == .moderator || $0.isForMembers) })
        var json = JSONObject()
        for feature in Feature.allCases { json.add(feature.rawValue, granted.contains(feature)) }
        self.json = json
    }

    /// Whether the feature is granted.
    public subscript(feature: Feature) -> Bool { granted.contains(feature) }
}

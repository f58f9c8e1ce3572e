/// One of a few words.
enum Choice {
    /// The value whose raw text is written; `what` names the kind for the message.
    static func parser<Value: RawRepresentable & CaseIterable>(
        _ what: String
    ) -> Parse<Value> where Value.RawValue == String {
        { (text: String) throws(Invalid) in
            guard let value = Value(rawValue: text) else {
                throw Invalid(
                    "\(quoted(text)) is not \(what): write \(choice(Value.allCases.map(\.rawValue)))")
            }
            return value
        }
    }
}

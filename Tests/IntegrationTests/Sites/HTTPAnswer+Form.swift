import TestSupport

/// What a browser brings back of a page with a form: its hidden fields, and the cookies that came with it.
extension HTTPAnswer {
    /// Names and values of the hidden fields, each once.
    var hiddenFields: [(name: String, value: String)] {
        var seen: Set<String> = []
        return body.matches(of: /<input\b[^>]*>/).map { String($0.output) }
            .filter { $0.contains("type=\"hidden\"") }
            .compactMap { field in
                guard let name = field.firstMatch(of: /name="([^"]*)"/)?.1,
                    seen.insert(String(name)).inserted
                else { return nil }
                return (String(name), String(field.firstMatch(of: /value="([^"]*)"/)?.1 ?? ""))
            }
    }

    /// The cookies that it sets, as a request's header has them.
    var cookiePairs: String {
        values("set-cookie").map { String($0.prefix { $0 != ";" }) }.joined(separator: "; ")
    }
}

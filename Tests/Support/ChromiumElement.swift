import Foundation

/// An element of the page that a `Chromium` shows.
public struct ChromiumElement: Sendable {
    let browser: Chromium
    let id: String

    /// The text as it can be seen.
    public var text: String { get throws { try command("GET", "text") as? String ?? "" } }

    /// An attribute as it stands in the page, or nil.
    public func attribute(_ name: String) throws -> String? {
        try command("GET", "attribute/\(name)") as? String
    }

    /// A property of the DOM as text, or nil: `value` is what is typed in a field now.
    public func property(_ name: String) throws -> String? {
        switch try command("GET", "property/\(name)") {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// The computed value of a CSS property.
    public func style(_ name: String) throws -> String { try command("GET", "css/\(name)") as? String ?? "" }

    /// The name and the role that assistive technology is told (WAI-ARIA).
    public var accessibleName: String { get throws { try command("GET", "computedlabel") as? String ?? "" } }
    public var accessibleRole: String { get throws { try command("GET", "computedrole") as? String ?? "" } }

    /// Types text into the element.
    public func type(_ text: String) throws { try command("POST", "value", ["text": text]) }

    /// Empties a field.
    public func clear() throws { try command("POST", "clear") }

    /// Clicks the element; waits for the page where the click leads to one.
    public func click() throws { try command("POST", "click") }

    @discardableResult
    private func command(_ method: String, _ name: String, _ body: [String: Any]? = nil) throws -> Any {
        try browser.send(method, "/element/\(id)/\(name)", body)
    }
}

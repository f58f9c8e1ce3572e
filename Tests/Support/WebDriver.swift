import Foundation

/// The WebDriver protocol (W3C WebDriver, section 6), one command after the other: JSON over HTTP, one connection each.
struct WebDriver: Sendable {
    let port: UInt16

    /// Sends a command and returns the `value` of its answer; throws `WebDriverError` where it is an error.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any {
        let json = method == "POST" ? try JSONSerialization.data(withJSONObject: body ?? [:]) : Data()
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json\r
            Content-Length: \(json.count)\r
            Connection: close\r
            \r

            """
        let data = try LoopbackHTTP.exchange(Data(head.utf8) + json, port: port, seconds: 120)
        let answer = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
        let value = (answer as? [String: Any])?["value"] ?? NSNull()
        if let failure = value as? [String: Any], let error = failure["error"] as? String {
            let message = failure["message"] as? String ?? ""
            throw WebDriverError(command: "\(method) \(path)", message: "\(error): \(message)")
        }
        return value
    }
}

/// The browser could not do what was asked; the text holds the command and the browser's words.
public struct WebDriverError: Error, CustomStringConvertible {
    let command: String
    let message: String

    public var description: String { "\(command): \(message)" }
}

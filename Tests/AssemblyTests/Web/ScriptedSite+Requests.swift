import Foundation

@testable import FastCGI
@testable import jitsi_ldap_login

extension ScriptedSite {
    /// A request with an address of any bytes, as nginx would hand it over.
    ///
    /// - Parameters:
    ///   - body: of a form from a page of ours; nil for a GET.
    ///   - fields: further request header fields, as nginx names them: `HTTP_SEC_FETCH_DEST=iframe`.
    func ask(_ address: some Sequence<UInt8>, body: String? = nil, fields: [String] = []) -> Response {
        let method = body == nil ? "GET" : "POST"
        let parameters =
            [
                "REQUEST_METHOD=\(method)", "HTTP_HOST=meet.example.org", "HTTP_ORIGIN=\(Self.origin)",
                "REMOTE_ADDR=192.0.2.7", "CONTENT_TYPE=application/x-www-form-urlencoded",
            ] + fields
        var lines = parameters.map { Array($0.utf8) + [0] }
        lines.append(Array("REQUEST_URI=".utf8) + address + [0])
        var entries = lines.map { line in strdup(line.map { CChar(bitPattern: $0) }) } + [nil]
        defer { for entry in entries { free(entry) } }
        let bytes = Array((body ?? "").utf8)
        return entries.withUnsafeMutableBufferPointer { entries in
            bytes.withUnsafeBytes { body in
                application.respond(to: Request(entries: entries.baseAddress!, body: body))
            }
        }
    }

    /// The same with a text.
    func ask(_ address: String, body: String? = nil, fields: [String] = []) -> Response {
        ask(Array(address.utf8), body: body, fields: fields)
    }
}

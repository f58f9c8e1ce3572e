@testable import FastCGI
@testable import jitsi_ldap_login

extension ScriptedSite {
    /// A request with an address of any bytes, as nginx would hand it over.
    ///
    /// - Parameters:
    ///   - body: of a form from a page of ours; nil for a GET.
    ///   - fields: further request header fields, as nginx names them: `HTTP_SEC_FETCH_DEST=iframe`.
    func ask(_ address: some Sequence<UInt8>, body: String? = nil, fields: [String] = []) -> Response {
        request(
            body ?? "", to: Array(address), from: Self.origin, method: body == nil ? "GET" : "POST", fields
        ) { application.respond(to: $0) }
    }

    /// The same with a text.
    func ask(_ address: String, body: String? = nil, fields: [String] = []) -> Response {
        ask(Array(address.utf8), body: body, fields: fields)
    }
}

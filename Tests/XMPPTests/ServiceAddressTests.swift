import Testing

@testable import XMPP

@Suite("The address of BOSH")
struct ServiceAddressTests {
    @Test(
        "is https anywhere, and http on this machine",
        arguments: [
            ("https://meet.example.org/http-bind", "https://meet.example.org/http-bind"),
            ("https://Meet.Example.org:8443/http-bind", "https://meet.example.org:8443/http-bind"),
            ("http://127.0.0.1:5280/http-bind", "http://127.0.0.1:5280/http-bind"),
            ("http://localhost:5280/http-bind", "http://localhost:5280/http-bind"),
        ])
    func reads(text: String, written: String) { #expect(ServiceAddress(text)?.description == written) }

    @Test(
        "carries no token in the clear to another machine, and nothing but a path",
        arguments: [
            "http://meet.example.org/http-bind", "http://127.0.0.1.example.org/",
            "http://localhost.example.org/", "https://", "https:///x",
            "x",
            "https://a:0/", "https://a:99999/", "https://a:b/", "https://u@h/", "https://h/?x",
            "https://h/#x",
            "https://h/a b", "https://h/\r\nX: y", "ftp://h/", "https://h:1:2/",
        ])
    func refuses(text: String) { #expect(ServiceAddress(text) == nil) }
}

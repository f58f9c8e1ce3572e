import TestSupport
import Testing

/// The browser that the other tests rely on: what it must and must not let pass.
@Suite struct ChromiumTests {
    @Test("A certificate of the test is accepted where the test names it, and refused where it does not")
    func certificates() throws {
        let authority = try CertificateAuthority()
        let identity = try authority.issue(for: ["meet.example.org"])
        let port = FreePort.next()
        let nginx = try Nginx(
            http: """
                server {
                    listen 127.0.0.1:\(port) ssl;
                    ssl_certificate \(identity.certificateFile);
                    ssl_certificate_key \(identity.keyFile);
                    location / {
                        default_type text/html;
                        add_header Set-Cookie "__Host-a=b; Secure; HttpOnly; Path=/; SameSite=Lax";
                        return 200 "<title>$host</title><p>A <a href=/b>link</a>";
                    }
                }
                """, port: port)
        defer { nginx.stop() }
        let hosts = ["meet.example.org": "127.0.0.1:\(port)"]

        let trusting = try Chromium(hosts: hosts, trusting: [identity.certificateFile])
        try trusting.open("https://meet.example.org/a#b")
        #expect(try trusting.title == "meet.example.org")
        #expect(try trusting.currentURL == "https://meet.example.org/a#b")
        #expect(try trusting.cookies.map { $0["name"] as? String } == ["__Host-a"])
        try trusting.find("a").click()
        #expect(try trusting.currentURL == "https://meet.example.org/b")
        trusting.quit()

        let strict = try Chromium(hosts: hosts)
        try strict.open("https://meet.example.org/")
        #expect(try strict.title != "meet.example.org")
        #expect(try strict.find("body").text.contains("ERR_CERT_AUTHORITY_INVALID"))
        strict.quit()
    }
}

import Foundation
import TestSupport
import Testing

@Suite("The public keys")
struct KeyTests {
    private static let site = Result {
        try KeySite(token: KeySite.signing(with: "first", publishing: ["second"]))
    }
    private func site() throws -> KeySite { try Self.site.get() }

    private func get(_ path: String, method: String? = nil, headers: [String] = []) throws -> HTTPAnswer {
        let site = try site()
        return try site.curl.request(site.origin + path, method: method, headers: headers)
    }

    @Test(
        "are files for asap_key_server, of the signing key and of those beside it",
        arguments: ["first", "second"])
    func files(name: String) throws {
        let path = "/_login/keys/" + (try KeySite.fileName(of: name))
        let answer = try get(path)
        #expect(answer.status == 200)
        #expect(answer.body == (try site().publicKey(name)))
        #expect(answer["content-type"] == "application/x-pem-file")
        #expect(answer["cache-control"] == "public, max-age=300")
        // Opened in a browser it is a document of our origin, and may do nothing there.
        #expect(answer["content-security-policy"] == "default-src 'none'")
        #expect(answer["x-content-type-options"] == "nosniff")
        let head = try get(path, method: "HEAD")
        #expect(head.status == 200 && head["etag"] == answer["etag"])
    }

    @Test("are found with two slashes, too: so Prosody asks where asap_key_server ends with one")
    func doubledSlash() throws {
        let site = try site()
        let name = try KeySite.fileName(of: "first")
        for address in [site.keyServer, site.loopbackKeyServer] {
            let answer = try site.curl.request(address + "//" + name)
            #expect(answer.status == 200, "\(address)")
            #expect(answer.body == (try site.publicKey("first")))
        }
        #expect(try get("/_login/keys///" + name).status == 404)
    }

    @Test("are a list for cache_keys_url, the signing key first, with an age that Prosody can read")
    func list() throws {
        let answer = try get("/_login/jwks.json")
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "application/jwk-set+json")
        // Prosody takes what stands behind "age=": mod_auth_token's pattern is (%w+)=(%w+).
        #expect(answer["cache-control"]?.firstMatch(of: #/(\w+)=(\w+)/#)?.output.2 == "300")
        let document =
            try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: [[String: String]]]
        let keys = try #require(document?["keys"])
        #expect(keys.map { $0["kid"] } == [KeySite.id(of: "first"), KeySite.id(of: "second")])
        for key in keys {
            #expect(Set(key.keys) == ["kty", "kid", "alg", "use", "n", "e"])
            #expect(key["kty"] == "RSA" && key["alg"] == "RS256" && key["use"] == "sig" && key["e"] == "AQAB")
        }
    }

    @Test("need not be sent again to somebody who has them")
    func revalidated() throws {
        for path in ["/_login/jwks.json", "/_login/keys/" + (try KeySite.fileName(of: "first"))] {
            let tag = try #require(try get(path)["etag"])
            for sent in [tag, "\"other\", \(tag)", "W/\(tag)", "*"] {
                let again = try get(path, headers: ["If-None-Match: \(sent)"])
                #expect(again.status == 304 && again.bytes.isEmpty, "\(sent)")
                #expect(again["etag"] == tag && again["cache-control"] == "public, max-age=300")
            }
            #expect(try get(path, headers: ["If-None-Match: \"other\""]).status == 200)
        }
    }

    @Test(
        "are read only: GET and HEAD, with a page for everything else",
        arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
    func methods(method: String) throws {
        for path in ["/_login/jwks.json", "/_login/keys/" + (try KeySite.fileName(of: "first"))] {
            let answer = try get(path, method: method)
            #expect(answer.status == 405)
            #expect(answer["allow"] == "GET, HEAD")
        }
    }

    @Test(
        "are nothing at any other address, and nobody keeps that in a cache",
        arguments: [
            "/_login/keys/", "/_login/keys/login%2Ffirst.pem", "/_login/keys/../config.yaml",
            "/_login/keys/first.key",
            "/_login/keys/\(String(repeating: "0", count: 64)).pem", "/_login/jwks.json/",
        ])
    func others(path: String) throws {
        let site = try site()
        let answer = try site.curl.request(site.origin + "/", target: path)
        #expect(answer.status == 404)
        #expect(answer["cache-control"] == "no-store")
        let upper = try KeySite.fileName(of: "first").uppercased()
        #expect(try get("/_login/keys/" + upper).status == 404)
    }

    @Test("are not there with a shared secret")
    func sharedSecret() throws {
        let bare = try BareSite()
        for path in ["/_login/jwks.json", "/_login/keys/\(String(repeating: "0", count: 64)).pem"] {
            #expect(try bare.request(path).status == 404)
        }
    }

    @Test("never show a private key: a file that holds one is refused with its place in the file")
    func privateKey() throws {
        let folder = try TemporaryFolder()
        try folder.write(try Command.output(["openssl", "genrsa", "2048"]), to: "first.key", mode: 0o600)
        try folder.write(try Command.output(["openssl", "genrsa", "2048"]), to: "second.pem")
        let file = try Responder.write(
            to: folder, meetURL: "https://meet.example.org", directory: BareSite.directorySection,
            token: KeySite.signing(with: "first", publishing: ["second"]))
        let check = try Command.run([Product.path("jitsi-ldap-login"), "check", "--config", file])
        #expect(check.status == 78)
        #expect(
            check.errors.contains(
                "token.further-keys.public-key-file: a private key stands where a public one"))
        #expect(!check.errors.contains("BEGIN"))
    }

    @Test("are what PyJWT's client for key lists checks tokens by, over https")
    func pyJWT() throws {
        let site = try site()
        let script = """
            import jwt, sys
            token = sys.argv[2]
            key = jwt.PyJWKClient(sys.argv[1]).get_signing_key_from_jwt(token)
            print(key.key_id, jwt.decode(token, key.key, algorithms=["RS256"], audience="meet")["room"])
            """
        let verdict = try Command.output(
            ["/usr/bin/python3", "-c", script, site.keyList, try site.token()],
            environment: ["SSL_CERT_FILE": site.authority.certificateFile])
        #expect(verdict == "login/first standup\n")
    }
}

internal import FastCGI

/// Public keys, for Prosody. It may come by whatever name the host has: there is nothing to protect.
extension WebApplication {
    /// How long a client may go on with what it has, in seconds: how long a new key is published before it signs. Prosody asks
    /// for the list again a minute before this is over (`update_keys_cache` in Jitsi's token/util.lib.lua).
    static let keyLifetime = 300

    /// The answer to a request for the document at `path`.
    func respond(toKeys path: Substring, _ visit: Visit, _ assembly: Assembly) -> Response {
        guard let document = assembly.keys[String(path)] else { return Self.noKey }
        let caching = [
            ("Cache-Control", "public, max-age=\(Self.keyLifetime)"), ("ETag", document.entityTag.text),
        ]
        if document.entityTag.isNamed(in: visit.entityTag) {
            return Response(status: 304, headers: caching)
        }
        return Response(
            status: 200, headers: [("Content-Type", document.type)] + caching + Self.keyProtection,
            body: document.bytes)
    }

    /// Opened in a browser it is a document of our origin, and may do nothing there.
    private static let keyProtection = [
        ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'"),
    ]

    /// Plain and short: Prosody writes it into its log. Not to be kept: the key may be published in a moment.
    private static let noKey = Response(
        status: 404,
        headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
            + keyProtection,
        body: Array("no such key is published here\n".utf8))
}

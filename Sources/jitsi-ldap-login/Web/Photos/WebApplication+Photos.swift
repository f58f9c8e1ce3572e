internal import FastCGI
internal import Logging

/// Photos, for the browsers and apps of all participants. They bring nothing along that says who they are: who has the
/// address may have the picture.
extension WebApplication {
    /// The answer to a request for the photo behind the last part of an address of ours.
    func respond(toPhoto sealed: Substring, _ visit: Visit, _ assembly: Assembly) -> Response {
        switch assembly.avatars?.photo(sealed: sealed) ?? .absent(cause: nil) {
        case .found(let photo):
            return Self.answer(photo, ifNoneMatch: visit.entityTag)
        case .absent(let cause):
            if let cause { log.notice("photo", metadata: ["cause": "\(cause)"]) }
            return Self.noPhoto
        case .unavailable(let cause):
            if let cause { log.warning("photo", metadata: ["cause": "\(cause)"]) }
            return Self.photoUnavailable
        }
    }

    private static func answer(_ photo: Photo, ifNoneMatch: String?) -> Response {
        let caching = [
            // For a day without asking: the address changes with the entry. "private": pictures of people are nothing
            // for the disk of a proxy on the way.
            ("Cache-Control", "private, max-age=86400, immutable"), ("ETag", photo.entityTag.text),
        ]
        if photo.entityTag.isNamed(in: ifNoneMatch) {
            return Response(status: 304, headers: caching)
        }
        return Response(
            status: 200, headers: [("Content-Type", photo.type.rawValue)] + caching + harmless,
            body: photo.bytes)
    }

    /// Opened by itself, the picture is a document of our origin: it may do nothing there. Pages of other origins may show
    /// it: Jitsi's apps, and sites that embed meetings.
    private static let harmless = [
        ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]

    /// One answer for an address that was not made here, for somebody who is gone, and for what cannot be served.
    private static let noPhoto = Response(
        status: 404, headers: [("Cache-Control", "private, max-age=60")] + harmless)

    /// The directory does not answer, or too many photos are asked for at once. An image needs no page.
    static let photoUnavailable = Response(
        status: 503, headers: [("Cache-Control", "no-store"), ("Retry-After", "10")] + harmless)
}

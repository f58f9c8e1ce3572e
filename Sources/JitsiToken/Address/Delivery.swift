/// Where in a meeting's address the token stands.
public enum Delivery: Sendable {
    /// In the query, `?jwt=…`: every release of Jitsi Meet reads it.
    case query
    /// In the fragment, `#jwt=%22…%22`, which a browser tells no server: read since stable-9584 (`parseJWTFromURLParams` in
    /// react/features/base/jwt/functions.ts). What an address's fragment holds is JSON, hence the quotation marks.
    case fragment
}

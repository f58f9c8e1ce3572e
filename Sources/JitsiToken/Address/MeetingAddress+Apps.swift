extension MeetingAddress {
    /// The address that opens the room in one of Jitsi's apps, with the token in its query and the overrides in its
    /// fragment. A secret, as the token in it is.
    ///
    /// The schemes are those that the apps register. Android's is an intent, which names the app's package, so that
    /// no other app can take the token; all before its last `#` belongs to the address.
    public func address(opening app: App, at meet: MeetURL, carrying token: Token) -> String {
        let address = "//" + meet.authority + tail(at: meet, carrying: token)
        return switch app {
        case .ios: "org.jitsi.meet:" + address
        case .android: "intent:" + address + "#Intent;scheme=org.jitsi.meet;package=org.jitsi.meet;end"
        case .electron: "jitsi-meet:" + address
        }
    }
}

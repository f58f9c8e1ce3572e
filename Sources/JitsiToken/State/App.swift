/// One of Jitsi's apps, which opens the login in a browser and waits to be opened again.
public enum App: String, Sendable, CaseIterable {
    /// Jitsi Meet on an iPhone or iPad.
    case ios
    /// Jitsi Meet on Android.
    case android
    /// The desktop app.
    case electron
}

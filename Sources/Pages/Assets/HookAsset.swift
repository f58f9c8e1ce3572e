extension Asset {
    /// The hook script at its fixed path, which nginx's file names.
    static let hookScript = Asset(
        name: "hook", ending: "js", contentType: "text/javascript; charset=utf-8",
        bytes: Array(HookScript.source.utf8), caching: .revalidated)
}

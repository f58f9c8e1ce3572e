extension Asset {
    /// The sign that stands where no logo is configured, and in the browser's tab: a camera in a rounded square.
    static let mark = Asset(
        name: "mark", ending: "svg", contentType: "image/svg+xml", bytes: Array(markDrawing.utf8),
        caching: .immutable)
}

private let markDrawing = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
    <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#4c7df0"/><stop offset="1" stop-color="#2450c4"/>
    </linearGradient></defs>
    <rect width="48" height="48" rx="13" fill="url(#g)"/>
    <rect x="10" y="15" width="19" height="18" rx="5" fill="#fff"/>
    <path d="M31.5 21.6l5.1-3.6a1.2 1.2 0 0 1 1.9 1v10a1.2 1.2 0 0 1-1.9 1l-5.1-3.6z" fill="#fff"/>
    </svg>

    """

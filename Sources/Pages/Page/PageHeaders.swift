/// The header fields of every page.
///
/// Strict-Transport-Security is the site's own to set. Cross-Origin-Opener-Policy is left out: Jitsi's page opens the
/// login in a window of its own (`tokenAuthInline`) and needs to stay its opener.
enum PageHeaders {
    static func fields(site: Site, language: Language) -> [(String, String)] {
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Language", language.tag),
            ("Vary", "Accept-Language"),
            ("Cache-Control", "no-store"),
            // Chromium applies form-action to the redirect that answers the form, too: hence Jitsi's origin.
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' \(site.meet); "
                    + "base-uri 'none'; frame-ancestors 'none'"
            ),
            ("X-Frame-Options", "DENY"),
            ("X-Content-Type-Options", "nosniff"),
            // With no-referrer Chromium would send "Origin: null" with the form.
            ("Referrer-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
    }
}

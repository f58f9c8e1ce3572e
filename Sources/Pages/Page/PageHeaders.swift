/// The header fields of every page.
///
/// Strict-Transport-Security is the site's own to set. Cross-Origin-Opener-Policy is left out: Jitsi's page opens the
/// login in a window of its own (`tokenAuthInline`) and needs to stay its opener.
enum PageHeaders {
    static func fields(site: Site, language: Language, policy: PagePolicy) -> [(String, String)] {
        let fields = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Language", language.tag),
            ("Vary", "Accept-Language"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", contentPolicy(site: site, policy)),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", policy.referrerPolicy),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("Cross-Origin-Resource-Policy", policy.isFrameable ? "cross-origin" : "same-origin"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
        if policy.isFrameable { return fields }
        return fields + [("X-Frame-Options", policy == .goodbye ? "SAMEORIGIN" : "DENY")]
    }

    private static func contentPolicy(site: Site, _ policy: PagePolicy) -> String {
        var directives = ["default-src 'none'", "style-src 'self'", "img-src 'self'"]
        if let script = policy.script {
            // This one file: the site's other scripts are Jitsi's, and have no business here.
            directives.append("script-src \(site.login)\(script.path)")
        }
        // Chromium applies form-action to the redirect that answers the form, too: hence Jitsi's origin.
        directives.append(policy.hasNoForm ? "form-action 'none'" : "form-action 'self' \(site.meet)")
        directives.append("base-uri 'none'")
        // Left out rather than *, which matches no file: the desktop app's own page is one.
        if !policy.isFrameable {
            directives.append("frame-ancestors '\(policy == .goodbye ? "self" : "none")'")
        }
        return directives.joined(separator: "; ")
    }
}

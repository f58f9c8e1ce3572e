import Foundation
import TestSupport
import Testing

/// What the drop-ins must leave exactly as it is.
@Suite("The drop-ins leave alone")
struct ExemptionTests {
    /// Every location of Jitsi's site file, and what else lives beside the rooms.
    static let addresses = [
        "/", "/?jwt=x", "/index.html", "/config.js", "/config.js?v=1", "/interface_config.js",
        "/external_api.js", "/_api/room-info?room=a", "/_api/public/list.json",
        "/libs/app.bundle.min.js?v=1", "/libs/missing.js", "/css/all.css", "/static/close2.html",
        "/static/missing.html", "/static/../static/close2.html", "/sounds/ring.mp3",
        "/.well-known/assetlinks.json",
        "/http-bind?room=r&token=t", "/xmpp-websocket?room=r&token=t", "/colibri-ws/default-id/1/2?pwd=3",
        "/_unlock", "/_unlock?room=Room", "/conference-request/v1", "/tenant/conference-request/v1",
        "/tenant/config.js", "/tenant/pwa-worker.js", "/tenant/manifest.json", "/pwa-worker.js",
        "/manifest.json", "/tenant/http-bind?room=r", "/tenant/xmpp-websocket?token=t",
        "/tenant/_api/room-info?room=a", "/tenant/static/close2.html", "/tenant/libs/app.bundle.min.js",
        "/tenant/", "/close2.html", "/robots.txt", "/missing.txt", "/favicon.ico", "/tenant/favicon.ico",
        "/apple-touch-icon.png", "/sounds", "/static", "/libs", "/.well-known", "/_api", "/title.html",
        "/colibri-relay-ws", "/load-test", "/transcripts", "/picture.webp", "/info.php",
        "/base.html", "/head.html", "/Room?jwt=eyJ.eyJ.x", "/Room?lang=de&jwt=x",
        "/Room?jwt=&jwt=x", "/tenant/Room?jwt=x&lang=de", "/R%C3%A9union?jwt=x", "/O'Neil", "/a&b", "/a:b",
        "/%22quoted%22", "/%2e%2e/x", "/Room%0d%0aX-Evil:1",
    ]

    @Test(
        "Jitsi's own locations, the welcome page, files, and rooms with a token", arguments: SiteFile.allCases
    )
    func addressesUnaltered(file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        for path in Self.addresses {
            try expectUnaltered(site, path)
        }
    }

    @Test(
        "who is exempt from the bounce",
        arguments: [
            ["User-Agent: Mozilla/5.0 jitsi-meet/2024.1.0 Chrome/120 Electron/28.0.0 Safari/537.36"],
            ["Sec-Fetch-Dest: image"], ["Sec-Fetch-Dest: script"], ["Sec-Fetch-Dest: style"],
            ["Sec-Fetch-Dest: manifest"], ["Sec-Fetch-Dest: serviceworker"],
        ], SiteFile.allCases)
    func headers(headers: [String], file: SiteFile) throws {
        let site = try JitsiSite(file, responder: false)
        try expectUnaltered(site, "/Room", headers: headers)
        try expectUnaltered(site, "/tenant/Room?lang=de", headers: headers)
    }

    @Test("requests that change something", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
    func methods(method: String) throws {
        let site = try JitsiSite(responder: false)
        try expectUnaltered(site, "/Room", method: method)
        try expectUnaltered(site, "/http-bind", method: method)
    }

    @Test("recorders, once their address is listed, and nobody before")
    func recorders() throws {
        #expect(try JitsiSite(responder: false).get("/Room").status == 302)
        let site = try JitsiSite(
            responder: false,
            http: { $0.replacingOccurrences(of: "# 192.0.2.10/32 recorder;", with: "127.0.0.1/32 recorder;") }
        )
        try expectUnaltered(site, "/Room")
    }

    @Test("a site's custom index")
    func customIndex() throws {
        let site = try JitsiSite(responder: false, customIndex: "custom.html")
        try expectUnaltered(site, "/Room?jwt=x")
        #expect(try site.get("/Room?jwt=x").body.contains("the custom page"))
        #expect(try site.get("/Room").status == 302)
    }

    @Test(
        "another virtual host that includes the same folder: no login, no hooks, no bounce",
        arguments: SiteFile.allCases)
    func foreignHost(file: SiteFile) throws {
        let site = try JitsiSite(file)
        for path in Self.addresses + [
            "/Room", "/tenant/Room", "/Room?jwt=", "/plugin.head.html", "/static/authError.html",
            "/tenant/static/authError.html", "/conference-request/v1",
        ] {
            let ours = site.comparable(try site.getFromForeignHost(path))
            let plain = site.comparable(
                try site.getWithoutDropIns(path, host: JitsiSite.foreignHost))
            #expect(ours == plain, "\(path)")
        }
        for path in ["/_login", "/_login/", "/_login/to/Room", "/_login/hook.js", "/_login/plugin.head.html"]
        {
            let answer = try site.getFromForeignHost(path)
            #expect(answer.status == 404 && !answer.body.contains("REQUEST_METHOD"), "\(path)")
        }
    }

    @Test(
        "whoever sends another Host, while capitals and a final dot are still ours",
        arguments: [
            "evil.example", "meetXexample.org", "x.meet.example.org", "meet.example.org.evil.example",
        ])
    func swappedHost(host: String) throws {
        let site = try JitsiSite()
        let room = try site.get("/Room", headers: ["Host: \(host)"])
        #expect(room.status == 200 && !room.body.contains("hook.js"))
        #expect(try site.get("/_login/to/Room", headers: ["Host: \(host)"]).status == 404)
        for ours in ["MEET.Example.org", "meet.example.org.", "meet.example.org:8443"] {
            #expect(try site.get("/Room", headers: ["Host: \(ours)"])["location"] == "/_login/to/Room")
        }
    }

    /// The answer is what the site gives without drop-ins, but for the hook script in the head.
    private func expectUnaltered(
        _ site: JitsiSite, _ path: String, method: String? = nil, headers: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let tag = "<script async referrerpolicy=\"no-referrer\" src=\"/_login/hook.js\"></script>\n"
        let ours = site.comparable(try site.get(path, method: method, headers: headers)).filter {
            !$0.hasPrefix("content-length")
        }
        let plain = site.comparable(
            try site.getWithoutDropIns(path, method: method, headers: headers)
        ).filter { !$0.hasPrefix("content-length") }
        #expect(
            ours.map { $0.replacingOccurrences(of: tag, with: "") } == plain, "\(path)",
            sourceLocation: sourceLocation)
    }
}

import TestSupport

/// Small files in the place of Jitsi Meet's: what the site serves, and the server-side includes between them.
enum StandIn {
    static func write(to folder: TemporaryFolder) throws {
        for (name, text) in files { try folder.write(text, to: name) }
    }

    private static let files = [
        "web/index.html": """
        <html><head>
        <!--#include virtual="/head.html" -->
        <!--#include virtual="/base.html" -->
        <script><!--#include virtual="/config.js" --></script>
        <!--#include virtual="/title.html" -->
        <!--#include virtual="/plugin.head.html" -->
        <!--#include virtual="/static/welcome.html" -->
        </head><body>the meeting page <!--#include virtual="/body.html" --></body></html>
        """,
        "web/custom.html": "the custom page <!--#include virtual=\"/plugin.head.html\" -->",
        "web/head.html": "",
        "web/base.html": "<base href=\"/<!--# echo var=\"subdir\" default=\"\" -->\">",
        "web/title.html": "<title>Stand-in</title>",
        "web/plugin.head.html": "<meta name=own content=\"<!--# echo var=\"subdir\" default=\"none\" -->\">",
        "web/body.html": "body",
        "web/close2.html": "closed",
        "web/robots.txt": "User-agent: *",
        "web/interface_config.js": "var interfaceConfig = {};",
        "web/pwa-worker.js": "worker",
        "web/manifest.json": "{}",
        "web/static/welcome.html": "welcome",
        "web/static/close2.html": "closed 2",
        "web/static/404.html": "not there",
        "web/static/authError.html": "Jitsi's own authError",
        "web/libs/app.bundle.min.js": "app",
        "web/libs/external_api.min.js": "api",
        "web/css/all.css": "css",
        "web/sounds/ring.mp3": "sound",
        "web/.well-known/assetlinks.json": "[]",
        "config.js": "var config = { subdomain: '<!--# echo var=\"subdomain\" default=\"\" -->' };",
        "public/list.json": "[1]",
    ]
}

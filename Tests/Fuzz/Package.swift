// swift-tools-version: 6.2
import PackageDescription

// The modules of the responder, compiled once more with the fuzzer's instrumentation. `Modules` is a link to `Sources`: so
// they need not be products of the responder's own package, of which nobody else is to depend, and of the executable only
// the files that read something from outside are built, not its commands.

/// Internal declarations are reached as in the tests.
let testable: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-enable-testing"]),
]

/// A module of the responder.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Modules/\(name)", swiftSettings: testable)
}

/// A C library that it builds on.
func library(_ name: String, _ pkgConfig: String) -> Target {
    .systemLibrary(name: name, path: "Modules/\(name)", pkgConfig: pkgConfig)
}

let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")],
    targets: [
        library("CFastCGI", "fcgi"),
        library("CLDAP", "ldap"),
        library("CTLS", "libssl"),
        library("CCrypto", "libcrypto"),

        module("Locks", []),
        module("Secrets", ["CCrypto"]),
        module("FastCGI", ["CFastCGI", "Locks"]),
        module("LDAP", ["CLDAP", "Locks", "Secrets"]),
        module("JitsiToken", ["CCrypto", "Secrets"]),
        module("JitsiHost", ["Secrets"]),
        module("Login", ["Locks", "Secrets"]),
        module("Pages", ["Secrets"]),
        module("XMPP", ["CTLS"]),
        module("Settings", ["Yams"]),
        // Of the executable the files that read something from outside; the folder holds links to them.
        .target(
            name: "Responder", dependencies: ["JitsiToken", "LDAP", "Login", "Pages", "Secrets"],
            path: "Responder", swiftSettings: testable),

        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CLDAP", "FastCGI", "JitsiHost", "JitsiToken", "LDAP", "Login", "Pages", "Responder",
                "Secrets",
                "Settings", "XMPP",
            ],
            path: "Targets",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
                .unsafeFlags(["-parse-as-library"]),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

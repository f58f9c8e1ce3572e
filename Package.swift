// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with; a warning is an error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Everything that ships is also held to strict memory safety.
let shipped = strict + [.strictMemorySafety()]

/// How the program that ships is linked. lld keeps code apart from tables, and so fewer pages in memory. Symbols are bound at the
/// start, so that the table of addresses can be made read-only (full RELRO) and names are not needed afterwards; none is
/// offered to libraries that need none.
let linked: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker", "now"],
        .when(configuration: .release))
]

let package = Package(
    name: "jitsi-ldap-login",
    products: [.executable(name: "jitsi-ldap-login", targets: ["jitsi-ldap-login"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),
        .systemLibrary(name: "CTLS", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        .target(name: "CProcess"),
        .target(name: "Locks", swiftSettings: shipped),
        .target(name: "Secrets", dependencies: ["CCrypto"], swiftSettings: shipped),
        .target(name: "FastCGI", dependencies: ["CFastCGI", "Locks"], swiftSettings: shipped),
        .target(name: "LDAP", dependencies: ["CLDAP", "Locks", "Secrets"], swiftSettings: shipped),
        .target(name: "JitsiToken", dependencies: ["CCrypto", "Secrets"], swiftSettings: shipped),
        .target(name: "JitsiHost", dependencies: ["Secrets"], swiftSettings: shipped),
        .target(name: "Login", dependencies: ["Locks", "Secrets"], swiftSettings: shipped),
        .target(name: "Pages", dependencies: ["Secrets"], swiftSettings: shipped),
        .target(name: "XMPP", dependencies: ["CTLS"], swiftSettings: shipped),
        .target(name: "Settings", dependencies: ["Yams"], swiftSettings: shipped),
        .executableTarget(
            name: "jitsi-ldap-login",
            dependencies: [
                "CProcess", "Locks", "Secrets", "FastCGI", "LDAP", "JitsiHost", "JitsiToken", "Login",
                "Pages",
                "Settings",
                "XMPP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: shipped, linkerSettings: linked),

        .target(
            name: "TestSupport", path: "Tests/Support",
            exclude: [
                "Directories/samba-domain.py", "Directories/samba.sh", "Site", "meeting.html", "packages.sh",
                "site.sh",
            ],
            swiftSettings: strict),
        .testTarget(name: "LocksTests", dependencies: ["Locks", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SecretsTests", dependencies: ["CCrypto", "Secrets", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "FastCGITests", dependencies: ["FastCGI", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LDAPTests", dependencies: ["LDAP", "Secrets", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "JitsiTokenTests", dependencies: ["JitsiToken", "Secrets", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "JitsiHostTests", dependencies: ["JitsiHost", "Secrets", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "XMPPTests", dependencies: ["JitsiToken", "Secrets", "TestSupport", "XMPP"],
            swiftSettings: strict),
        .testTarget(
            name: "LoginTests", dependencies: ["Login", "Secrets", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "PagesTests", dependencies: ["Pages", "Secrets", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Settings", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "NginxTests", dependencies: ["Pages", "TestSupport"],
            exclude: ["fastcgi-echo.py"], swiftSettings: strict),
        .testTarget(
            name: "SystemdTests", dependencies: ["TestSupport"],
            exclude: ["Docker", "Host", "agent.sh", "machine.sh"], swiftSettings: strict),
        .testTarget(
            name: "AssemblyTests",
            dependencies: [
                "jitsi-ldap-login", "FastCGI", "JitsiToken", "LDAP", "Login", "Pages", "Secrets", "Settings",
                "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["jitsi-ldap-login", "Login", "Pages", "Secrets", "Settings", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DirectoryTests", dependencies: ["jitsi-ldap-login", "LDAP", "Secrets", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

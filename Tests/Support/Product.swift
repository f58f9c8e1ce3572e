import Foundation

/// The program itself, as the tests run it.
public enum Product {
    /// The path of the executable `name`, as it was built together with the running tests.
    public static func path(_ name: String) throws -> String {
        // The test bundle is an executable in the folder of all products.
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let candidates = [own] + CommandLine.arguments
        for candidate in candidates where candidate.hasPrefix("/") {
            let path = (candidate as NSString).deletingLastPathComponent + "/" + name
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw ProductMissing(name: name, folders: candidates)
    }

    /// The path of `jitsi-ldap-login` as it ships: a release build that needs no Swift on the machine it runs on.
    ///
    /// Tests/run.sh builds it beforehand and names it in JITSI_LDAP_LOGIN_BINARY; without that it is built here,
    /// which takes minutes the first time.
    public static func shipped() throws -> String { try shippedOnce.get() }

    private static let shippedOnce = Result<String, any Error> {
        if let path = ProcessInfo.processInfo.environment["JITSI_LDAP_LOGIN_BINARY"], !path.isEmpty {
            return path
        }
        let scratch = Repository.file(".build-release")
        try Command.output([
            "swift", "build", "--package-path", Repository.file(""), "--scratch-path", scratch, "-c",
            "release",
            "--static-swift-stdlib", "--product", "jitsi-ldap-login",
        ])
        return scratch + "/release/jitsi-ldap-login"
    }
}

/// An executable is not among the products; the text says where it was looked for.
public struct ProductMissing: Error, CustomStringConvertible {
    let name: String
    let folders: [String]

    public var description: String { "no executable \(name) beside \(folders.joined(separator: ", "))" }
}

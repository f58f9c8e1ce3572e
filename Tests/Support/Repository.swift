import Foundation

/// The files of this repository, as they ship.
public enum Repository {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    public static func file(_ path: String) -> String { root.appendingPathComponent(path).path }

    public static func text(_ path: String) throws -> String {
        try String(contentsOfFile: file(path), encoding: .utf8)
    }
}

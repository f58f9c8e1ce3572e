import Foundation

/// A web request by the curl command: a client that is nobody's wrapper, with TLS and HTTP/2 of its own.
public struct Curl: Sendable {
    private let common: [String]

    /// - Parameters:
    ///   - caFile: the only authority whose certificates are good, PEM.
    ///   - arguments: further curl options for every request.
    ///
    /// Every host name leads to 127.0.0.1, on the port of the address. The path goes out as it is written.
    public init(trusting caFile: String? = nil, arguments: [String] = []) {
        common =
            ["curl", "--silent", "--show-error", "--disable", "--noproxy", "*", "--max-time", "30"]
            + ["--globoff", "--path-as-is", "--connect-to", "::127.0.0.1:"]
            + (caFile.map { ["--cacert", $0] } ?? []) + arguments
    }

    /// Asks for `address` and returns the answer, redirects included: none is followed.
    ///
    /// - Parameters:
    ///   - target: the request line's address where it is not that of `address`, byte by byte.
    ///   - headers: lines such as "Accept-Language: de"; "Name;" sends an empty one.
    ///   - body: sent as it is, with POST unless `method` says otherwise.
    ///   - bytes: the same for a body that is no text.
    public func request(
        _ address: String, target: String? = nil, method: String? = nil, headers: [String] = [],
        body: String? = nil, bytes: [UInt8]? = nil
    ) throws -> HTTPAnswer {
        let files = try TemporaryFolder()
        var arguments = common + ["--dump-header", files.file("head"), "--output", files.file("body")]
        if let target { arguments += ["--request-target", target] }
        if method == "HEAD" {
            arguments += ["--head"]
        } else if let method {
            arguments += ["--request", method]
        }
        for header in headers { arguments += ["--header", header] }
        if let sent = bytes ?? body.map({ Array($0.utf8) }) {
            try Data(sent).write(to: URL(fileURLWithPath: files.file("sent")))
            arguments += ["--data-binary", "@" + files.file("sent")]
        }
        try Command.output(arguments + [address])
        let body = FileManager.default.contents(atPath: files.file("body")) ?? Data()
        return HTTPAnswer(head: try Self.text(files.file("head")), bytes: Array(body))
    }

    /// Asks for `address` with curl's globs ([1-1000]) and returns how often each status came.
    ///
    /// - Parameter parallel: how many requests are under way at once.
    public func statuses(_ address: String, parallel: Int = 1) throws -> [Int: Int] {
        var arguments = common.filter { $0 != "--globoff" }
        arguments += ["--output", "/dev/null", "--write-out", "%{http_code}\\n"]
        if parallel > 1 { arguments += ["--parallel", "--parallel-max", "\(parallel)"] }
        let lines = try Command.output(arguments + [address]).split(separator: "\n")
        return Dictionary(lines.compactMap { Int($0) }.map { ($0, 1) }, uniquingKeysWith: +)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}

/// What a web server answered.
public struct HTTPAnswer: Sendable, Equatable {
    public let status: Int
    /// In the order they came, names in lower case.
    public let headers: [String]
    public let bytes: [UInt8]
    /// The bytes as text.
    public var body: String { String(decoding: bytes, as: UTF8.self) }

    /// - Parameter head: the first line and the headers, as they came.
    public init(head: String, bytes: [UInt8]) {
        // After "100 Continue" comes the answer itself.
        let blocks = head.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n")
        let lines = (blocks.last { !$0.isEmpty } ?? "").components(separatedBy: "\n")
        status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts[0].lowercased() + ":" + (parts.count > 1 ? parts[1] : "")
        }
        self.bytes = bytes
    }

    /// The values of every header of that name (lower case), in order.
    public func values(_ name: String) -> [String] {
        headers.filter { $0.hasPrefix(name + ":") }.map {
            $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
    }

    /// The one value of a header, or nil where there is none.
    public subscript(_ name: String) -> String? { values(name).first }
}

import Foundation

/// A real nginx in a temporary folder, on loopback ports of its own.
public final class Nginx: Sendable {
    public let folder: TemporaryFolder
    private let process: ServerProcess

    /// Starts nginx and waits until `port` accepts connections.
    ///
    /// - Parameters:
    ///   - http: what stands inside `http { … }`; paths in it are absolute or relative to `folder`.
    ///   - workerConnections: nginx's `worker_connections`.
    public init(
        http: String, port: UInt16, folder: TemporaryFolder? = nil, workers: Int = 1,
        workerConnections: Int = 1024
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        let user = getuid() == 0 ? "user root;" : ""
        try folder.write(
            """
            daemon off;
            \(user)
            worker_processes \(workers);
            pid \(folder.file("nginx.pid"));
            error_log \(folder.file("error.log")) info;
            events { worker_connections \(workerConnections); }
            http {
                include /etc/nginx/mime.types;
                client_body_temp_path \(folder.file("body"));
                proxy_temp_path \(folder.file("proxy"));
                fastcgi_temp_path \(folder.file("fastcgi"));
                uwsgi_temp_path \(folder.file("uwsgi"));
                scgi_temp_path \(folder.file("scgi"));
                access_log \(folder.file("access.log"));
                \(http)
            }
            """, to: "nginx.conf")
        process = try ServerProcess(
            ["nginx", "-p", folder.path, "-e", folder.file("error.log"), "-c", folder.file("nginx.conf")],
            log: folder.file("nginx.out"))
        try process.wait { accepts(port: port) }
    }

    /// nginx's own words, level info and above.
    public var errorLog: String { text("error.log") }
    public var accessLog: String { text("access.log") }
    public var isRunning: Bool { process.isRunning }

    /// Ends nginx with SIGTERM.
    public func stop() { process.stop() }

    /// Reads the configuration again, as `systemctl reload nginx` does.
    public func reload() { process.signal(SIGHUP) }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: folder.file(name)) ?? Data(), as: UTF8.self)
    }
}

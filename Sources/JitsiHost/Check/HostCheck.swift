/// Looks at what stands on a Jitsi Meet host, without running anything and without the network.
public struct HostCheck {
    private let files: HostFiles
    private let expectations: Expectations

    /// - Parameter root: `/`, or where a container's file system lies.
    public init(root: String, expectations: Expectations) {
        files = HostFiles(root: root)
        self.expectations = expectations
    }

    /// Looks at everything.
    public func run() -> [HostPart] {
        let (packages, packagePart) = PackageCheck(files: files, expectations: expectations).run()
        return [
            packagePart,
            ProsodyCheck(files: files, expectations: expectations, release: packages?.release).run(),
            JicofoCheck(files: files, expectations: expectations).run(),
            WebCheck(files: files, expectations: expectations, release: packages?.release).run(),
            NginxCheck(files: files, expectations: expectations).run(),
        ]
    }
}

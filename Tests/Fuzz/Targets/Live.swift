import Glibc

@testable import FastCGI

/// The running responder: whatever is written to its socket, it answers what is a whole request, closes what is none, and
/// goes on answering, without a descriptor or memory lost.
///
/// `run.sh` starts it, and says in `FUZZ_SOCKET` and `FUZZ_PID` where it is. The input is a script of records: LiveScript.
func checkResponder(_ input: [UInt8]) {
    for pieces in LiveScript.connections(of: input) { talk(pieces) }
    life.mutate { $0.count() }
}

/// How long any answer may take, in milliseconds: far more than it does, as the machine may be busy.
private let patience: CInt = 30_000

private func talk(_ pieces: [[UInt8]]) {
    let connection = Peer()
    guard pieces.allSatisfy(connection.send), pieces.count == 1 else { return }
    let judgement = scan([pieces[0][...]])
    switch judgement.verdict {
    case .incomplete: return
    case .complete where judgement.isSound:
        let answer = connection.answer(judgement.requestID)
        guard case .status(let status) = answer, (200...599).contains(status) else {
            return require(false, "a whole request is answered: \(answer): \(pieces[0])")
        }
        guard judgement.keepsConnection else { return }
        // What is left of a request must not become the next one.
        guard connection.send(LiveScript.request("/health", id: 7)) else {
            return require(false, "a kept connection is kept: \(pieces[0])")
        }
        let next = connection.answer(7)
        require(next == .status(200), "a kept connection takes the next request: \(next): \(pieces[0])")
    default:
        require(
            connection.isClosed, "what is no request is not answered, and its connection closed: \(pieces[0])"
        )
    }
}

/// What is looked at now and then: that it lives, and how much it holds.
private struct Life {
    private var inputs = 0
    private var descriptors = 0
    private var pages = 0

    mutating func count() {
        inputs += 1
        if inputs % 64 == 0 { checkAnswers() }
        if inputs == 512 {
            // By then every worker has worked.
            (descriptors, pages) = (Self.descriptors(), Self.pages())
        } else if inputs % 512 == 0 {
            checkHoldings()
        }
    }

    private func checkAnswers() {
        for (address, status) in [("/health", 200), ("/_login/to/Standup", 200)] {
            let peer = Peer()
            require(peer.send(LiveScript.request(address)), "it takes a request")
            let answer = peer.answer(1)
            require(answer == .status(status), "\(address) is answered: \(answer)")
        }
    }

    private func checkHoldings() {
        var tries = 0
        // What we have closed, it closes as soon as it has noticed.
        while Self.descriptors() > descriptors + 2, tries < 300 {
            usleep(100_000)
            tries += 1
        }
        require(tries < 300, "no descriptor is lost: \(descriptors) at first, \(Self.descriptors()) now")
        let grown = (Self.pages() - pages) * 4
        require(grown < 64 * 1024, "the memory stays: \(grown) KiB more")
    }

    private static func descriptors() -> Int {
        guard let folder = opendir("/proc/\(process)/fd") else { return .max }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }

    /// Of 4 KiB, resident (proc(5), statm).
    private static func pages() -> Int {
        guard let file = fopen("/proc/\(process)/statm", "r") else { return .max }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 128)
        guard fgets(&buffer, 128, file) != nil else { return .max }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
        return Int(text.split(separator: " ")[1]) ?? .max
    }
}

/// libFuzzer calls from one thread.
private final class Kept<Value>: @unchecked Sendable {
    private var value: Value
    init(_ value: Value) { self.value = value }
    func mutate(_ change: (inout Value) -> Void) { change(&value) }
}

private let life = Kept(Life())
private let socketPath = setting("FUZZ_SOCKET")
private let process = setting("FUZZ_PID")

private func setting(_ name: String) -> String {
    String(cString: required(getenv(name), "\(name) is set: run.sh starts the responder"))
}

/// libFuzzer's clock interrupts what waits.
private func retried(_ call: () -> Int) -> Int {
    while true {
        let result = call()
        guard result < 0, errno == EINTR else { return result }
    }
}

/// A connection to the responder.
private final class Peer {
    private let descriptor: CInt

    init() {
        descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                retried { Int(connect(descriptor, place, size)) }
            }
        }
        require(result == 0, "the responder listens: \(String(cString: strerror(errno)))")
    }

    deinit { close(descriptor) }

    /// False where the peer has closed.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { rest in
                retried { Glibc.send(descriptor, rest.baseAddress, rest.count, CInt(MSG_NOSIGNAL)) }
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Whether the other end is closed, without a word.
    var isClosed: Bool { read(1)?.isEmpty ?? false }

    /// What became of a request.
    enum Answer: Equatable {
        case status(Int)
        /// The connection was closed before its end; with what had come.
        case closed([UInt8])
        /// Nothing came any more; likewise.
        case silent([UInt8])
        /// Records that are no answer to it.
        case wrong([UInt8])
    }

    /// Reads the answer to a request to its end.
    func answer(_ id: UInt16) -> Answer {
        var text: [UInt8] = []
        while true {
            guard let header = read(8) else { return .silent(text) }
            guard header.count == 8 else { return .closed(text + header) }
            guard header[0] == 1, UInt16(header[2]) << 8 | UInt16(header[3]) == id else {
                return .wrong(header)
            }
            let length = Int(header[4]) << 8 | Int(header[5])
            guard let content = read(length + Int(header[6])) else { return .silent(text) }
            guard content.count == length + Int(header[6]) else { return .closed(text + content) }
            if header[1] == 6 { text += content.prefix(length) }
            guard header[1] == 3 else { continue }
            let prefix = Array("Status: ".utf8)
            let digits = text.dropFirst(prefix.count).prefix(3)
            guard text.starts(with: prefix), let status = Int(String(decoding: digits, as: UTF8.self)) else {
                return .wrong(text)
            }
            return .status(status)
        }
    }

    /// So many bytes, fewer where the peer closes; nil where nothing comes for so long.
    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard retried({ Int(poll(&state, 1, patience)) }) == 1 else { return nil }
            var piece = [UInt8](repeating: 0, count: count - bytes.count)
            let got = retried { recv(descriptor, &piece, piece.count, 0) }
            guard got > 0 else { return bytes }
            bytes += piece[..<got]
        }
        return bytes
    }
}

internal import CFastCGI

/// One request in libfcgi's hands, from reading it to sending its answer; used again for the next one.
///
/// Unchecked: it belongs to one worker at a time, and passes to another only through the locks of `Timers` and
/// `SlowLane`.
@safe
final class Exchange: @unchecked Sendable {
    // FCGX_Request *: its streams point back into it, so it has a fixed address.
    private let request: UnsafeMutablePointer<FCGX_Request>
    // As large as what came, and gone as soon as it is read: many answers are held back at times.
    private var body: WipedBuffer?
    private(set) var connection: Connection?
    /// Whether the web server wants to use the connection again.
    private(set) var keepsConnection = false
    private var arrival = ContinuousClock.now
    private let context = RequestContext()

    init() {
        unsafe request = .allocate(capacity: 1)
        unsafe request.initialize(to: FCGX_Request())
        _ = unsafe FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe FCGX_Free(request, request.pointee.ipcFd >= 0 ? 1 : 0)
        unsafe request.deallocate()
    }

    /// Reads the whole and well-formed request that has arrived on `connection`, so this does not block.
    ///
    /// - Parameter bodyBytes: the length of its body, as scanned.
    /// - Returns: false where it could not be read; the connection's descriptor is closed then.
    func read(from connection: Connection, bodyBytes: Int) -> Bool {
        // FCGX_Accept_r accepts where there is no descriptor, and begins with FCGX_Finish_r, which closes the
        // descriptor where the connection is not to be kept.
        arrival = .now
        unsafe request.pointee.ipcFd = connection.descriptor
        unsafe request.pointee.listen_sock = -1
        unsafe request.pointee.keepConnection = 1
        unsafe request.pointee.detached = 1  // where libfcgi closes, it does not wait for the peer, up to 2 s
        guard unsafe FCGX_Accept_r(request) == 0 else {
            unsafe request.pointee.ipcFd = -1
            return false
        }
        keepsConnection = unsafe request.pointee.keepConnection != 0
        // From here on the descriptor is closed by us, and by libfcgi only after an error.
        unsafe request.pointee.keepConnection = 1
        self.connection = connection
        unsafe context.read(request.pointee.envp)
        guard readBody(bodyBytes) else {
            context.clear()
            unsafe FCGX_Free(request, 1)
            self.connection = nil
            return false
        }
        return true
    }

    /// Reads to the very end, the empty record included: what is left would become the next request.
    private func readBody(_ count: Int) -> Bool {
        let body = WipedBuffer(capacity: count + 1)
        self.body = body
        let room = unsafe body.room
        let memory = unsafe room.baseAddress?.assumingMemoryBound(to: CChar.self)
        let read = unsafe FCGX_GetStr(memory, Int32(room.count), request.pointee.in)
        body.advance(by: max(Int(read), 0))
        let isWhole =
            unsafe read == count && FCGX_GetError(request.pointee.in) == 0
            && FCGX_HasSeenEOF(request.pointee.in) != 0
        // Its buffer holds the end of the body: it must not stay while the request waits, or its answer is held.
        unsafe FCGX_FreeStream(&request.pointee.in)
        return isWhole
    }

    /// Lends the request.
    func withRequest<Result>(_ use: (borrowing Request) -> Result) -> Result {
        let bytes = unsafe body?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        return unsafe use(Request(context: context, body: bytes, arrival: arrival))
    }

    /// Wipes the body as soon as it has been read: a held answer must not keep a password in memory.
    func wipeBody() {
        context.kept = nil
        body = nil
    }

    /// How much is written before the clock is looked at, in bytes.
    private static let part = 16_384

    /// Sends `answer` and ends the request.
    ///
    /// - Parameter limit: how long the peer may take to read it, beside one write's time-out. A time-out a write alone
    ///   would let a peer that reads drop by drop hold the thread for minutes.
    /// - Returns: whether the connection's descriptor is still open; false where the peer is gone or does not read.
    func finish(with answer: borrowing Answer, within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        var sent = 0
        var isInTime = true
        unsafe answer.bytes.withUnsafeBytes { bytes in
            while isInTime, sent < bytes.count {
                let rest = min(bytes.count - sent, Self.part)
                let text = unsafe bytes.baseAddress?.advanced(by: sent).assumingMemoryBound(to: CChar.self)
                // A failure is the stream's from then on, and shows when the request is finished.
                guard unsafe FCGX_PutStr(text, Int32(rest), request.pointee.out) == rest else { break }
                sent += rest
                isInTime = sent == bytes.count || ContinuousClock.now < deadline
            }
        }
        // What FCGX_Finish_r does, which sends nothing where the input is gone already.
        let isOpen =
            unsafe isInTime && FCGX_FClose(request.pointee.err) == 0
            && FCGX_FClose(request.pointee.out) == 0
        context.clear()
        unsafe FCGX_Free(request, isOpen ? 0 : 1)
        unsafe request.pointee.ipcFd = -1
        connection = nil
        wipeBody()
        return isOpen
    }
}

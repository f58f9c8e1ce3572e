/// Follows one request's records, in pieces as they come, and says whether it is whole and well-formed.
///
/// It stands before libfcgi, which answers management records with a stack overrun, waits for what is missing, and
/// takes what is left over for the next request. So it must never be more lenient than libfcgi, and never read a
/// byte differently: padding behind BEGIN_REQUEST and behind empty records is refused, for libfcgi does not skip it.
struct RequestScanner {
    enum Verdict: Equatable {
        case incomplete
        case complete
        case malformed(Malformation)
    }

    private enum Phase {
        case begin, role, parameters, body, end
    }

    /// The request's number on its connection.
    private(set) var requestID: UInt16 = 0
    /// FCGI_KEEP_CONN: the web server wants to use the connection again.
    private(set) var keepsConnection = false
    /// The bytes of parameters that were announced so far.
    private(set) var parameterBytes = 0
    /// The bytes of body that were announced so far.
    private(set) var bodyBytes = 0
    /// Whether all parameters have been seen.
    var hasAllParameters: Bool { phase == .body || phase == .end }

    private var phase = Phase.begin
    private var fixed = InlineArray<8, UInt8>(repeating: 0)
    private var filled = 0
    private var content = 0
    private var padding = 0

    /// Follows the next `bytes`, and adds the contents of parameter records to `parameters` as far as there is room.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, parameters: WipedBuffer) -> Verdict {
        var offset = 0
        while offset < bytes.count {
            let available = bytes.count - offset
            if content > 0 {
                let count = min(content, available)
                if phase == .parameters {
                    unsafe parameters.append(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
                }
                content -= count
                offset += count
            } else if padding > 0 {
                let count = min(padding, available)
                padding -= count
                offset += count
            } else if phase == .end {
                return .malformed(.trailingBytes)
            } else {
                fixed[filled] = unsafe bytes[offset]
                filled += 1
                offset += 1
                guard filled == RecordHeader.size else { continue }
                filled = 0
                if let malformation = phase == .role ? takeRole() : take(RecordHeader(fixed)) {
                    return .malformed(malformation)
                }
            }
        }
        return phase == .end ? .complete : .incomplete
    }

    /// The body of BEGIN_REQUEST (FastCGI 1.0, section 5.1): role, flags, five reserved bytes.
    private mutating func takeRole() -> Malformation? {
        let role = Int(fixed[0]) << 8 | Int(fixed[1])
        guard role == 1 else { return .role(role) }
        keepsConnection = fixed[2] & 1 != 0
        phase = .parameters
        return nil
    }

    private mutating func take(_ header: RecordHeader) -> Malformation? {
        guard header.version == 1 else { return .version(header.version) }
        if phase == .begin {
            guard header.type == RecordType.beginRequest else { return .unexpectedRecord(type: header.type) }
            guard header.requestID != 0 else { return .requestID(0) }
            guard header.contentLength == 8 else { return .beginLength(header.contentLength) }
            guard header.paddingLength == 0 else { return .padding }
            requestID = header.requestID
            phase = .role
            return nil
        }
        let expected = phase == .parameters ? RecordType.parameters : RecordType.standardInput
        guard header.type == expected else { return .unexpectedRecord(type: header.type) }
        guard header.requestID == requestID else { return .requestID(header.requestID) }
        guard header.contentLength > 0 else {
            guard header.paddingLength == 0 else { return .padding }
            phase = phase == .parameters ? .body : .end
            return nil
        }
        content = header.contentLength
        padding = header.paddingLength
        if phase == .parameters { parameterBytes += content } else { bodyBytes += content }
        return nil
    }
}

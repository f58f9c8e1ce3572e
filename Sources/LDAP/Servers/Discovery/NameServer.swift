internal import CLDAP
internal import Glibc

/// A DNS server other than the system's: an IPv4 address with a port.
struct NameServer: Sendable {
    /// In four bytes, the first one first.
    let address: (UInt8, UInt8, UInt8, UInt8)
    let port: UInt16
}

/// Asks the DNS.
enum NameService {
    /// The largest DNS message (RFC 1035, 4.2.2).
    private static let largest = 65_535

    /// The SRV records of `name`; blocks for as long as the system's resolver does, up to some ten seconds.
    ///
    /// - Parameter nameServer: nil: the system's (resolv.conf(5)).
    static func records(of name: String, from nameServer: NameServer? = nil) -> ServiceAnswer {
        var answer = [UInt8](repeating: 0, count: largest)
        var code: Int32 = 0
        let length = unsafe answer.withUnsafeMutableBufferPointer { buffer in
            guard let nameServer else {
                return unsafe cldap_srv_query(name, nil, buffer.baseAddress, Int32(buffer.count), &code)
            }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = nameServer.port.bigEndian
            unsafe withUnsafeMutableBytes(of: &address.sin_addr) { bytes in
                unsafe withUnsafeBytes(of: nameServer.address) { unsafe bytes.copyBytes(from: $0) }
            }
            return unsafe cldap_srv_query(name, &address, buffer.baseAddress, Int32(buffer.count), &code)
        }
        guard length >= 0 else {
            switch code {
            case HOST_NOT_FOUND, NO_DATA: return .absent
            default:
                return .failed(
                    "the DNS gave no answer to \(name): \(unsafe String(cString: hstrerror(code)))")
            }
        }
        guard length <= largest else { return .failed("the answer to \(name) is too long") }
        return ServiceAnswer(message: Array(answer.prefix(Int(length))))
    }
}

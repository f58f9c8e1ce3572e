internal import CLDAP

/// What the DNS says of a service.
enum ServiceAnswer: Sendable, Equatable {
    /// At least one record.
    case records([ServiceRecord])
    /// There are no records under that name, or no such name.
    case absent
    /// Nothing can be said: no answer, a server failure, an answer that cannot be read.
    case failed(String)
}

extension ServiceAnswer {
    /// Reads the records of a DNS message (RFC 1035, 4). Whatever is in it, the reading ends and stays inside of it.
    init(message: [UInt8]) {
        var parsed = unsafe ns_msg()
        self = unsafe message.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress,
                unsafe cldap_srv_begin(base, Int32(bytes.count), &parsed) == 0
            else { return .failed("the answer could not be read") }
            let count = unsafe cldap_srv_count(&parsed)
            var records: [ServiceRecord] = []
            for index in 0..<max(0, count) {
                var raw = cldap_srv()
                switch unsafe cldap_srv_read(&parsed, index, &raw) {
                case 1: records.append(ServiceRecord(raw))
                case 0: continue
                default: return .failed("a record of the answer could not be read")
                }
            }
            return records.isEmpty ? .absent : .records(records)
        }
    }
}

extension ServiceRecord {
    fileprivate init(_ raw: cldap_srv) {
        var raw = raw
        let target = unsafe withUnsafeBytes(of: &raw.target) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(
            priority: raw.priority, weight: raw.weight, port: raw.port, target: target.isEmpty ? "." : target,
            life: raw.life)
    }
}

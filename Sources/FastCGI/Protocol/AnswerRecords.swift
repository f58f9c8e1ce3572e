/// Puts an answer into FastCGI records, for a request that libfcgi never sees (FastCGI 1.0, sections 5.3 and 5.5).
func answerRecords(_ answer: borrowing Answer, requestID: UInt16) -> [UInt8] {
    /// The most that a record holds while its length is a multiple of eight.
    let largest = 65_528
    var records: [UInt8] = []
    records.reserveCapacity(answer.bytes.count + 64)

    func appendHeader(_ type: UInt8, length: Int) {
        records += [
            1, type, UInt8(requestID >> 8), UInt8(requestID & 0xff), UInt8(length >> 8), UInt8(length & 0xff),
            0, 0,
        ]
    }
    for start in stride(from: 0, to: answer.bytes.count, by: largest) {
        let part = answer.bytes[start..<min(start + largest, answer.bytes.count)]
        appendHeader(RecordType.standardOutput, length: part.count)
        records += part
    }
    appendHeader(RecordType.standardOutput, length: 0)
    appendHeader(RecordType.endRequest, length: 8)
    records += [0, 0, 0, 0, 0, 0, 0, 0]  // exit status 0, FCGI_REQUEST_COMPLETE
    return records
}

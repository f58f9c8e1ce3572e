import Glibc

/// The targets by their names. One executable has them all: it is linked once, and `FUZZ_TARGET` says which one it is.
let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "address": checkAddress,
    "browser": checkBrowser,
    "configuration": checkConfiguration,
    "directory": checkDirectoryData,
    "filter": checkFilter,
    "form": checkForm,
    "host": checkHostFiles,
    "lines": checkLines,
    "name": checkName,
    "records": checkRecords,
    "responder": checkResponder,
    "rooms": checkRooms,
    "sealed": checkSealed,
    "state": checkState,
    "xml": checkXML,
]

private let check: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = targets[name] else {
        complain("FUZZ_TARGET must be one of: \(targets.keys.sorted().joined(separator: " "))")
        exit(2)
    }
    return target
}()

/// libFuzzer's way in.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

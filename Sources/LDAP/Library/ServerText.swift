internal import CLDAP

/// What a server or the library said, fit for a log line: at most 400 characters, no control characters.
func presentable(_ text: some StringProtocol) -> String {
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
        let kept: Unicode.Scalar = isPresentable(scalar) ? scalar : " "
        if kept == " ", last == " " { continue }
        last = kept
        result.unicodeScalars.append(kept)
        if result.unicodeScalars.count == 400 { return result + "…" }
    }
    if result.last == " " { result.removeLast() }
    return result
}

/// Not so: controls (a line break would forge a log line), format characters (they reorder what is shown), and the
/// two separators that some viewers break lines at.
func isPresentable(_ scalar: Unicode.Scalar) -> Bool {
    if (" "..."~").contains(scalar) { return true }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
    default: true
    }
}

/// A C string that the library gave away, as a `String`; the memory is freed (`ldap_memfree`).
func takingText(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    defer { unsafe ldap_memfree(pointer) }
    return unsafe String(cString: pointer)
}

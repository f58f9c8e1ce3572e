import Foundation

/// Seconds since 1970.
func currentTime() -> Int { Int(Date().timeIntervalSince1970) }

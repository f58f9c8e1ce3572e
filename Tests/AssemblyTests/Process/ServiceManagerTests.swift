import Foundation
import Testing

@testable import jitsi_ldap_login

@Suite("systemd's watchdog")
struct ServiceManagerTests {
    @Test(
        "hears of the service twice in its time, where there is one and it means this process",
        arguments: [
            (["WATCHDOG_USEC": "30000000"], .seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"], .seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"], nil), ([:], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil),
        ] as [([String: String], Duration?)])
    func interval(environment: [String: String], expected: Duration?) {
        #expect(ServiceManager(environment: environment).watchdogInterval == expected)
    }
}

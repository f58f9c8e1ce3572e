public import Secrets

/// Seals what a browser is known by into a text for a cookie, and opens what is ours.
///
/// After the device cookies of OWASP ("Slow Down Online Guessing Attacks with Device Cookies"). Every host that has the same
/// keys opens them.
public struct DeviceSeals: Sendable {
    /// How long a login is remembered, in seconds.
    public let lifetime: Int
    /// The longest text, in bytes.
    public static let longest = 1024

    private static let version: UInt8 = 1
    /// Derived once, and wiped with this.
    private let keys: Result<PurposeKeys, CryptoFailure>

    /// - Parameter site: the origin of the login. A browser is known to no other site by it, though the keys be the same.
    public init(keys: SealingKeys, lifetime: Int, site: String) {
        self.keys = PurposeKeys.result(keys, purpose: "device at " + site)
        self.lifetime = lifetime
    }

    /// A text of letters, digits, `-` and `_`, another one each time.
    ///
    /// - Throws: `CryptoFailure` where there are no random bytes.
    public func seal(_ devices: DeviceMarks) throws(CryptoFailure) -> String {
        // Digests have another size where there was no memory for them; those are not worth remembering.
        let marks = devices.marks.filter {
            $0.account.count == DeviceMarks.digestSize && $0.name.count == DeviceMarks.digestSize
        }
        var writer = RecordWriter()
        writer.write(Self.version)
        writer.write(UInt8(clamping: marks.count))
        for mark in marks {
            writer.write(mark.account)
            writer.write(mark.name)
            writer.write(moment: mark.proved)
        }
        return try keys.get().seal(writer.bytes)
    }

    /// What was sealed, without what is over; nothing for a text that is none of ours.
    ///
    /// - Parameter now: seconds since 1970.
    public func open(_ text: some StringProtocol, at now: Int) -> DeviceMarks {
        guard text.utf8.count <= Self.longest, let record = (try? keys.get())?.open(text),
            let marks = Self.marks(in: record)
        else { return DeviceMarks() }
        return DeviceMarks(
            marks.filter { $0.proved <= now + SessionLimits.skew && now < $0.proved + lifetime })
    }

    private static func marks(in record: [UInt8]) -> [DeviceMarks.Mark]? {
        var reader = RecordReader(record)
        guard reader.byte() == version, let count = reader.byte(), count <= DeviceMarks.most else {
            return nil
        }
        var marks: [DeviceMarks.Mark] = []
        for _ in 0..<count {
            guard let account = reader.bytes(DeviceMarks.digestSize),
                let name = reader.bytes(DeviceMarks.digestSize), let proved = reader.moment()
            else { return nil }
            marks.append(DeviceMarks.Mark(account: account, name: name, proved: proved))
        }
        return reader.isAtEnd ? marks : nil
    }
}

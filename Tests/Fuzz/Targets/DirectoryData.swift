@testable import JitsiToken
@testable import LDAP
@testable import Responder

/// What directories, name servers and an administrator's addresses of them say.
func checkDirectoryData(_ input: [UInt8]) {
    if case .records(let records) = ServiceAnswer(message: input) {
        require(!records.isEmpty && records.allSatisfy { !$0.target.isEmpty }, "every record has a target")
        let ordered = ServiceRecord.ordered(records)
        require(ordered.count == records.count && Set(ordered) == Set(records), "none is lost by ordering")
        require(
            zip(ordered, ordered.dropFirst()).allSatisfy { $0.priority <= $1.priority },
            "the lowest comes first")
    }
    if let identifier = SecurityIdentifier(bytes: input) {
        require(identifier.bytes == input, "an identifier is written as it was read")
        require(identifier.withRelativeID(7) == identifier.withRelativeID(7), "and has relatives")
    }
    let text = input.text
    let description = AttributeDescription(text)
    // Other names are none (RFC 4512, 2.5): they match nothing, and that is enough.
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
        require(AttributeDescription(description.text) == description, "an attribute is read as itself")
    }
    require(description.isKind(of: description.whole), "a part is a kind of the whole")
    if let range = description.range { require(range.first <= range.last ?? range.first, "a range is one") }
    if let reason = ActiveDirectoryReason(diagnostic: text) {
        require(!"\(reason)".isEmpty, "a reason has words")
    }
    if let time = DirectoryTime(text) { require(!(time < time), "a moment is not before itself") }
    if let address = try? ServerAddress(parsing: text) {
        require(
            (try? ServerAddress(parsing: address.description)) == address, "an address is itself: \(address)")
    }
    if let pin = try? KeyPin(parsing: text) {
        require((try? KeyPin(parsing: "\(pin)")) == pin, "a pin is itself")
    }
    checkPicture(input.part(0).text, id: input.part(1).text, email: input.part(2).text)
    let shown = presentable(text)
    require(
        shown.unicodeScalars.count <= 401 && !shown.contains { $0.isNewline }, "a server's words are one line"
    )
}

/// The address of a picture, from the entry or made of it.
private func checkPicture(_ text: String, id: String, email: String) {
    if HTTPSAddress.isOne(text) {
        require(isVisible(text) && text.utf8.count <= 1_024, "an address is one: \(text)")
    }
    guard case .template(let template)? = try? AvatarSource(parsing: text) else { return }
    guard let address = template.address(id: id, email: email) else { return }
    require(HTTPSAddress.isOne(address), "what is filled in is an address: \(address)")
    let host = text.dropFirst(8).prefix { !"/?#".contains($0) }
    require(
        address.dropFirst(8).prefix { !"/?#".contains($0) } == host, "a value is not in the host: \(address)")
    let id = PercentEncoding.encode(id, keeping: PercentEncoding.isUnreserved)
    require(
        text.contains("{email") || address == text.replacing("{id}", with: id), "it is the id's: \(address)")
}

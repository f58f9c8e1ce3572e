@testable import XMPP

/// An XMPP server's answers: XML is read as it is written, and an answer of HTTP as well in pieces as whole.
func checkXML(_ input: [UInt8]) {
    if let element = ElementReader.read(input) {
        let written = text(of: element)
        let again = required(
            ElementReader.read(Array(written.utf8)), "what was read can be written: \(written)")
        requireSame(text(of: again), written, "what was written is read as the same")
        require(depth(of: element) <= 32, "the depth is bounded")
    }
    let whole = answer([input])
    let middle = input.count / 2
    let halves = answer([Array(input[..<middle]), Array(input[middle...])])
    require(
        whole.body == halves.body && whole.isComplete == halves.isComplete, "an answer is the same in pieces")
    if input.count <= 512 {
        let bytes = answer(input.map { [$0] })
        require(whole.body == bytes.body && whole.isComplete == bytes.isComplete, "and byte by byte")
    }
    if let body = whole.body { require(body.count <= input.count, "a body is what was sent") }
    if let address = ServiceAddress(input.text) {
        require(ServiceAddress(address.description) == address, "an address is read as itself: \(address)")
        require(isVisible(address.description), "an address has no white space: \(address)")
    }
}

private func answer(_ pieces: [[UInt8]]) -> (body: [UInt8]?, isComplete: Bool) {
    var answer = WebAnswer()
    for piece in pieces { answer.add(piece) }
    return (try? answer.body(), answer.isComplete)
}

private func text(of element: Element) -> String {
    let attributes = element.attributes.sorted { $0.key < $1.key }.map { " \($0)='\(Element.escaped($1))'" }
    return "<\(element.name)\(attributes.joined())>" + Element.escaped(element.text)
        + element.children.map(text).joined() + "</\(element.name)>"
}

private func depth(of element: Element) -> Int { 1 + (element.children.map(depth).max() ?? 0) }

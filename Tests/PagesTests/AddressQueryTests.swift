import Testing

@testable import Pages

@Suite struct AddressQueryTests {
    @Test("The parameters of our addresses are decoded once")
    func parameters() throws {
        let query = try AddressQuery(
            "room=R%C3%A9union+2&tenant=Lyc%C3%A9e&lang=de-AT&state=%7B%7D")
        #expect(query.room == "Réunion 2")
        #expect(query.tenant == "Lycée")
        #expect(query.language == "de-AT")
        #expect(try AddressQuery("room=%2541").room == "%41")
    }

    @Test("Absent and empty are the same", arguments: ["", "room=", "room", "room=+&tenant", "x=y", "&&"])
    func absent(_ query: String) throws {
        #expect(try AddressQuery(query).room == nil)
        #expect(try AddressQuery(query).tenant == nil)
    }

    @Test(
        "What cannot be read is an error",
        arguments: [
            ("room=a&room=b", .repeatedField), ("room=%", .percentEncoding), ("room=%FF", .encoding(.room)),
            ("room=%0d%0aSet-Cookie:", nil), ("room=a%0d%0aSet-Cookie:b", .controlCharacter(.room)),
            ("room=" + String(repeating: "a", count: 2001), .tooLong(.room)),
            ("lang=" + String(repeating: "a", count: 36), .tooLong(.lang)),
        ] as [(String, FormError?)])
    func unreadable(_ query: String, _ error: FormError?) throws {
        if let error {
            #expect(throws: error) { try AddressQuery(query) }
        } else {
            // White space around a name is not part of it.
            #expect(try AddressQuery(query).room == "Set-Cookie:")
        }
    }

    @Test("A room of 2,000 bytes is read")
    func longest() throws {
        #expect(try AddressQuery("room=" + String(repeating: "%C3%BC", count: 1000)).room?.utf8.count == 2000)
    }
}

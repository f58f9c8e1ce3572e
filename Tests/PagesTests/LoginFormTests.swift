import Secrets
import Testing

@testable import Pages

@Suite struct LoginFormTests {
    private func parse(
        _ body: [UInt8], type: String? = "application/x-www-form-urlencoded"
    ) throws(FormError) -> LoginForm { try LoginForm.parse(body.span, contentType: type) }

    private func fields(_ body: String) throws -> LoginForm.Fields {
        guard case .login(let fields) = try parse(Array(body.utf8)) else {
            throw FormError.missing(.username)
        }
        return fields
    }

    @Test(
        "A user name arrives as it was typed, without the space around it",
        arguments: [
            ("alice", "alice"), ("", ""), ("+++", ""), ("%20%E3%80%80alice%C2%A0%0D%0A", "alice"), ("*", "*"),
            ("a*", "a*"), (")(uid=*", ")(uid=*"), ("%29%28uid%3D*", ")(uid=*"), ("%5C2a", "\\2a"),
            ("\\", "\\"), ("DOMAIN%5Cuser", "DOMAIN\\user"), ("user@realm", "user@realm"),
            ("cn%3Da%2Cdc%3Db+c", "cn=a,dc=b c"), ("J%C3%BCrgen", "Jürgen"),
            ("Ju%CC%88rgen", "Ju\u{308}rgen"),
            ("%EF%BD%81", "ａ"), ("a%E2%80%8Fb", "a\u{200F}b"), ("a%26b%25c%2Bd", "a&b%c+d"),
            (String(repeating: "%C3%BC", count: 128), String(repeating: "ü", count: 128)),
        ])
    func userName(_ sent: String, _ read: String) throws {
        // Compared byte by byte: Swift holds composed and decomposed letters for equal.
        #expect(Array(try fields("username=\(sent)&password=x").userName.utf8) == Array(read.utf8))
    }

    @Test(
        "A user name that no directory has, or that would disturb the log, is an error",
        arguments: [
            ("a%00b", .controlCharacter(.username)), ("a\u{0}b", .controlCharacter(.username)),
            ("a%0D%0Ab", .controlCharacter(.username)), ("a%1Bb", .controlCharacter(.username)),
            ("a%C2%85b", .controlCharacter(.username)), ("a%E2%80%A8b", .controlCharacter(.username)),
            ("a%E2%80%AEb", .controlCharacter(.username)), ("%FF", .encoding(.username)),
            ("%C0%AF", .encoding(.username)),
            ("%ED%A0%80", .encoding(.username)), ("%C3", .encoding(.username)), ("%", .percentEncoding),
            ("%4", .percentEncoding), ("%4g", .percentEncoding), ("%%41", .percentEncoding),
            (String(repeating: "a", count: 257), .tooLong(.username)),
            (String(repeating: "a", count: 65536), .tooLong(.username)),
            (String(repeating: "%C3%BC", count: 129), .tooLong(.username)),
        ] as [(String, FormError)])
    func badUserName(_ sent: String, _ error: FormError) {
        #expect(throws: error) { try fields("username=\(sent)&password=x") }
    }

    @Test(
        "A password keeps every byte",
        arguments: [
            ("", []), ("%00", [0]), ("pw%00x", [0x70, 0x77, 0, 0x78]), ("+a+", [0x20, 0x61, 0x20]),
            ("%2B%25%26%3D", [0x2B, 0x25, 0x26, 0x3D]), ("a=b", [0x61, 0x3D, 0x62]),
            ("%FF%C0", [0xFF, 0xC0]), ("p%C3%A4", [0x70, 0xC3, 0xA4]),
            ("%0D%0A", [13, 10]),
            (String(repeating: "x", count: 4096), [UInt8](repeating: 0x78, count: 4096)),
            (String(repeating: "%20", count: 4096), [UInt8](repeating: 0x20, count: 4096)),
        ] as [(String, [UInt8])])
    func password(_ sent: String, _ read: [UInt8]) throws {
        #expect(try fields("username=a&password=\(sent)").password.equals(SecretBytes(copying: read)))
    }

    @Test("Raw bytes that are not ASCII count as themselves")
    func rawBytes() throws {
        guard
            case .login(let fields) = try parse(
                Array("username=".utf8) + [0xC3, 0xBC] + Array("&password=".utf8) + [0, 0xFF])
        else {
            Issue.record("not a login")
            return
        }
        #expect(fields.userName == "ü")
        #expect(fields.password.equals(SecretBytes(copying: [0, 0xFF])))
    }

    @Test("A password beyond 4 KiB is an error", arguments: [4097, 1 << 20])
    func longPassword(_ count: Int) {
        #expect(throws: FormError.tooLong(.password)) {
            try fields("username=a&password=" + String(repeating: "x", count: count))
        }
    }

    @Test("A bad percent sign in a password is an error", arguments: ["%", "%0", "a%zz", "%+1"])
    func badPassword(_ sent: String) {
        #expect(throws: FormError.percentEncoding) { try fields("username=a&password=\(sent)") }
    }

    @Test(
        "A form is complete when both fields are filled",
        arguments: [
            ("a", "b", true), ("", "b", false), ("a", "", false), ("+", "b", false), ("a", "+", true),
        ])
    func complete(_ name: String, _ password: String, _ isComplete: Bool) throws {
        #expect(try fields("username=\(name)&password=\(password)").isComplete == isComplete)
    }

    @Test(
        "A form that is not one of ours is an error",
        arguments: [
            ("", .missing(.username)), ("&&&", .missing(.username)), ("password=x", .missing(.username)),
            ("username=a", .missing(.password)), ("username=a&username=b&password=x", .repeatedField),
            ("username=a&password=x&password=x", .repeatedField),
            ("username=a&user%6Eame=b&password=x", .repeatedField),
            ("username=a&password=x&z&z", .repeatedField), ("username=a&password=x&%zz=1", .percentEncoding),
            ("username=a&password=x&lang=" + String(repeating: "d", count: 36), .tooLong(.lang)),
            ("lang=%FF", .encoding(.lang)),
            ("username=a&password=x" + (0..<31).map { "&f\($0)=" }.joined(), .tooManyFields),
            ((0..<10_000).map { "f\($0)=1&" }.joined(), .tooManyFields),
        ] as [(String, FormError)])
    func badForm(_ body: String, _ error: FormError) {
        #expect(throws: error) { try fields(body) }
    }

    @Test("Fields of others are passed over, up to 32 in all")
    func foreignFields() throws {
        let body = "username=a&password=x&lang=de" + (0..<29).map { "&f\($0)=\($0)" }.joined()
        #expect(try fields(body).language == "de")
    }

    @Test(
        "A language without a user name is the language switch",
        arguments: ["lang=de", "lang=de&password=x", "x=y&lang=de"])
    func languageSwitch(_ body: String) throws {
        guard case .formAgain("de", "") = try parse(Array(body.utf8)) else {
            Issue.record("not a language switch")
            return
        }
    }

    @Test("The form again takes the name along, under the rules of a user name")
    func again() throws {
        guard case .formAgain("de", "zoë") = try parse(Array("again=+zo%C3%AB+&lang=de".utf8)) else {
            Issue.record("not the form again")
            return
        }
        for (sent, error) in [
            ("a%0Ab", FormError.controlCharacter(.again)), ("%FF", .encoding(.again)),
            (String(repeating: "a", count: 257), .tooLong(.again)),
        ] {
            #expect(throws: error) { try parse(Array("lang=de&again=\(sent)".utf8)) }
        }
        #expect(throws: FormError.missing(.username)) { try parse(Array("again=a".utf8)) }
    }

    @Test("A token without a user name is the way into the meeting, byte for byte, and is not shown")
    func token() throws {
        let form = try parse(Array("token=eyJ.a-_b.c%2B&lang=de".utf8))
        guard case .enter(let token, "de") = form else {
            Issue.record("not the way on")
            return
        }
        #expect(token.equals(SecretBytes(copying: Array("eyJ.a-_b.c+".utf8))))
        var dumped = ""
        dump(form, to: &dumped)
        #expect(!dumped.contains("eyJ"))
        // A password goes to the directory, whatever stands beside it.
        #expect(try fields("token=a.b.c&username=a&password=x").userName == "a")
        let most = String(repeating: "t", count: LoginForm.maximumToken)
        #expect(throws: Never.self) { try parse(Array("token=\(most)".utf8)) }
        #expect(throws: FormError.tooLong(.token)) { try parse(Array("token=\(most)t".utf8)) }
    }

    @Test(
        "Only the form's own content type is read",
        arguments: [
            ("application/x-www-form-urlencoded", true),
            ("Application/X-WWW-Form-URLencoded; charset=UTF-8", true),
            ("application/x-www-form-urlencoded ;charset=utf-8", true),
            ("multipart/form-data; boundary=x", false),
            ("text/plain", false), ("application/json", false), ("", false), (nil, false),
            ("application/x-www-form-urlencodedx", false),
        ] as [(String?, Bool)])
    func contentType(_ type: String?, _ isRead: Bool) {
        let body = Array("username=a&password=x".utf8)
        if isRead {
            #expect(throws: Never.self) { try parse(body, type: type) }
        } else {
            #expect(throws: FormError.contentType) { try parse(body, type: type) }
        }
    }

    @Test("Neither the form nor an error shows the password")
    func silence() throws {
        let fields = try fields("username=alice&password=hunter2")
        var dumped = ""
        dump(fields, to: &dumped)
        #expect(!dumped.contains("hunter2") && !"\(fields)".contains("hunter2"))
        #expect(throws: FormError.self) { try parse(Array("username=a&password=hunter2%".utf8)) }
        #expect(!"\(FormError.percentEncoding)".contains("hunter2"))
    }
}

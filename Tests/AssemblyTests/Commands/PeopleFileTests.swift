import Foundation
import TestSupport
import Testing

@testable import jitsi_ldap_login

@Suite("The file of people to invite")
struct PeopleFileTests {
    private typealias Person = PeopleFile.Person

    @Test("has a person a row, in columns of any order, with quotes as RFC 4180 has them")
    func people() throws {
        let text = """
            \u{FEFF}email, Name ,moderator\r\n\
            a@example.org,Anna,true\r\n\
            \r\n\
            "b@example.org","Bo ""the"" Builder, jr.",\r\n\
            ,"Two\nlines",FALSE\n\
            d@example.org,  Dora  ,false
            """
        #expect(
            try PeopleFile.people(text) == [
                Person(line: 2, name: "Anna", email: "a@example.org", moderates: true),
                Person(line: 4, name: "Bo \"the\" Builder, jr.", email: "b@example.org", moderates: nil),
                Person(line: 5, name: "Two lines", email: "", moderates: false),
                Person(line: 7, name: "Dora", email: "d@example.org", moderates: false),
            ])
        #expect(
            try PeopleFile.people("name\nEva\n") == [Person(line: 2, name: "Eva", email: "", moderates: nil)])
    }

    @Test(
        "is refused with the line of what is wrong",
        arguments: [
            ("", "the file is empty"), ("name\n", "nobody below"), ("mail\nx", "line 1: no column is called"),
            ("Jane Doe\n", "the first row names the columns"),
            ("email\nx", "line 1: the column name is missing"),
            ("name,name\na,b", "line 1: the column name is there"),
            ("name;email\na;b", "line 1: the columns are separated by semicolons"),
            ("name,email\na", "line 2: it has 1 of the 2 fields that the first row names"),
            ("name\na,b", "line 2: it has 2 fields, and the first row names 1"),
            ("name,email\n ,x", "line 2: the name is empty"),
            ("name,moderator\na,yes", "line 2: moderator is \"yes\""),
            ("name\n\"a", "line 2: a quote is opened"),
            ("name\n\"a\"b", "line 2: text behind the closing quote"),
            ("name\n...", "line 2: the name has neither a letter nor a digit"),
            ("name\n\u{200B}\u{202E}", "line 2: the name has neither"),
            ("name\n=1+1", "line 2: the name begins with \"=\", which makes it a formula"),
            ("name\n\"  +Jane\"", "line 2: the name begins with \"+\""),
            ("name\n-2+3", "line 2: the name begins with \"-\""),
            ("name\n@SUM(A1)", "line 2: the name begins with \"@\""),
            ("name\n\u{0}=1", "line 2: the name begins with \"=\""),
            ("name\n＝1+1", "line 2: the name begins with \"＝\""),
            ("name,email\na,\"=HYPERLINK(1)\"", "line 2: the email begins with \"=\""),
            ("name,email\na,\"x\ny\"", "line 2: the email holds a control character"),
            ("name,email\na,x\u{0}", "line 2: the email holds a control character"),
            ("name\n\"x\ny\"\na\"b", "line 4: a quote in the middle"),
            // With an accent on it a sign is another character to Swift, and none to a spreadsheet.
            ("name\n=\u{301}1+1", "line 2: the name begins with \"="),
            ("name,email\na,@\u{338}SUM(A1)", "line 2: the email begins with \"@"),
            ("name,email\na,x\u{2028}y", "line 2: the email holds a control character"),
            ("name,email\na,x\u{202E}y", "line 2: the email holds a control character"),
        ])
    func wrong(text: String, says: String) {
        let problem = #expect(throws: PeopleFile.Problem.self) { try PeopleFile.people(text) }
        #expect(problem?.description.contains(says) == true, "\(problem?.description ?? "-")")
    }

    @Test(
        "is refused in one line, whatever stands in it",
        arguments: ["\"na\nme\"\nx", "na\u{1B}[2Jme\nx", "name,moderator\na,\"tr\r\nue\"", "na\u{2028}me\nx"])
    func oneLine(text: String) {
        let problem = #expect(throws: PeopleFile.Problem.self) { try PeopleFile.people(text) }
        let words = problem?.description ?? "\n"
        #expect(
            !words.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{2028}" })
    }

    @Test("has at most 10,000 people")
    func bound() throws {
        let rows = String(repeating: "x\n", count: PeopleFile.most)
        #expect(try PeopleFile.people("name\n" + rows).count == PeopleFile.most)
        let problem = #expect(throws: PeopleFile.Problem.self) {
            try PeopleFile.people("name\n" + rows + "y")
        }
        #expect(problem?.description.contains("line 10002") == true)
    }

    @Test("of a megabyte in one field, or of quotes alone, is judged at once")
    func hostile() {
        let long = String(repeating: "x", count: PeopleFile.largest)
        let quotes = "name\n" + String(repeating: "\"", count: PeopleFile.largest)
        let columns = String(repeating: ",", count: PeopleFile.largest)
        let time = ProcessorTime.of {
            for text in [long, quotes, columns, "name\n\"" + long] {
                let problem = #expect(throws: PeopleFile.Problem.self) { try PeopleFile.people(text) }
                #expect((problem?.description.count ?? 0) < 200)
            }
            #expect(throws: Never.self) { try PeopleFile.people("name\n" + long) }
        }
        #expect(time < .seconds(30))
    }

    @Test("is read from a file of UTF-8 of at most 1 MiB, and nothing else")
    func files() throws {
        let folder = try TemporaryFolder()
        func problem(_ path: String) throws -> String {
            let problem = #expect(throws: PeopleFile.Problem.self) { try PeopleFile.read(path) }
            return problem?.description ?? "-"
        }
        #expect(try problem(folder.file("none")).contains("cannot be opened"))
        #expect(try problem(folder.path).contains("cannot be read"))
        #expect(try problem("/dev/zero").contains("more than 1 MiB"))
        let latin = folder.file("latin.csv")
        try Data("name\nZo".utf8 + [0xEB, 0x0A]).write(to: URL(fileURLWithPath: latin))
        #expect(try problem(latin).contains("not UTF-8"))
        let whole = "name\n" + String(repeating: "\n", count: PeopleFile.largest - 7) + "Ed"
        #expect(try PeopleFile.read(folder.write(whole, to: "whole.csv")).map(\.name) == ["Ed"])
        #expect(try problem(folder.write(whole + "y", to: "large.csv")).contains("more than 1 MiB"))
    }

    @Test("comes back out of what is printed")
    func roundTrip() throws {
        // With an accent on it a quote is another character to Swift, and none to who reads the line.
        let fields = ["a,b", "say \"x\"", "two\r\nlines", "", "plain", "\"\u{301},\"\u{486}b"]
        #expect(try CSV.rows(CSV.line(fields), limit: 1) == [CSV.Row(line: 1, fields: fields)])
    }
}

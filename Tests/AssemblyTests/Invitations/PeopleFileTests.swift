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
                Person(line: 5, name: "Two\nlines", email: "", moderates: false),
                Person(line: 7, name: "Dora", email: "d@example.org", moderates: false),
            ])
        #expect(
            try PeopleFile.people("name\nEva\n") == [Person(line: 2, name: "Eva", email: "", moderates: nil)])
    }

    @Test(
        "is refused with the line of what is wrong",
        arguments: [
            ("", "the file is empty"), ("name\n", "nobody below"), ("mail\nx", "line 1: no column is called"),
            ("email\nx", "line 1: the column name is missing"),
            ("name,name\na,b", "line 1: the column name is there"),
            ("name;email\na;b", "line 1: the columns are separated by semicolons"),
            ("name,email\na", "line 2: 1 fields, where the first row has 2"),
            ("name\na,b", "line 2: 2 fields"), ("name,email\n ,x", "line 2: the name is empty"),
            ("name,moderator\na,yes", "line 2: moderator is \"yes\""),
            ("name\n\"a", "line 2: a quote is opened"),
            ("name\n\"a\"b", "line 2: text behind the closing quote"),
            ("name\n\"x\ny\"\na\"b", "line 4: a quote in the middle"),
        ])
    func wrong(text: String, says: String) {
        let problem = #expect(throws: PeopleFile.Problem.self) { try PeopleFile.people(text) }
        #expect(problem?.description.contains(says) == true, "\(problem?.description ?? "-")")
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

    @Test("comes back out of what is printed")
    func roundTrip() throws {
        let fields = ["a,b", "say \"x\"", "two\r\nlines", "", "plain"]
        #expect(try CSV.rows(CSV.line(fields), limit: 1) == [CSV.Row(line: 1, fields: fields)])
    }
}

/// Asks for the values that a server has held back in its answer to one search, on the same connection and so as
/// whoever searched.
///
/// Active Directory gives a long list in pieces, such as `memberOf;range=0-1499`, and the next one where one asks for
/// `memberOf;range=1500-*` ([MS-ADTS] 3.1.1.3.1.3.3). A part of somebody's groups would be the wrong rights, so either all
/// are there in the end, under the plain name, or the search has failed.
struct Completion {
    /// The most operations for all the entries of a search.
    private static let mostRounds = 100
    /// The most values of one attribute.
    private static let mostValues = 100_000

    private let connection: Connection
    private let deadline: Deadline
    private let step: LDAPError.Step
    /// The bytes that may still be read.
    private var room: Int
    private var rounds = 0

    init(connection: Connection, deadline: Deadline, step: LDAPError.Step, room: Int) {
        self.connection = connection
        self.deadline = deadline
        self.step = step
        self.room = room
    }

    /// The entry with all the values of those attributes that came in part.
    ///
    /// - Throws: `.incomplete` where the pieces do not fit together, `.tooLarge` where there are too many of them, and what
    ///   a search throws.
    mutating func completed(_ entry: Entry) throws(LDAPError) -> Entry {
        var whole = entry.attributes.filter { !$0.description.isPartial }
        for piece in entry.attributes where piece.description.isPartial {
            let description = piece.description.whole
            let values = try values(beginningWith: piece, of: entry.dn)
            // Beside the piece there is the attribute by its plain name, without values.
            let plain = whole.filter { $0.description == description }.flatMap(\.values)
            whole.removeAll { $0.description == description }
            whole.append(Entry.Attribute(description: description, values: plain + values))
        }
        return Entry(dn: entry.dn, attributes: whole)
    }

    private mutating func values(
        beginningWith first: Entry.Attribute, of dn: String
    ) throws(LDAPError) -> [[UInt8]] {
        var values = first.values
        var end = try end(of: first, from: 0)
        while let next = end {
            let piece = try piece(of: first.description.whole, from: next, of: dn)
            end = try self.end(of: piece, from: next)
            values += piece.values
            guard values.count <= Self.mostValues else { throw failure(.tooLarge) }
        }
        return values
    }

    private mutating func piece(
        of description: AttributeDescription, from start: Int, of dn: String
    ) throws(LDAPError) -> Entry.Attribute {
        rounds += 1
        guard rounds <= Self.mostRounds else { throw failure(.tooLarge) }
        let query = Search(
            base: dn, scope: .base, filter: .anything, attributes: ["\(description.text);range=\(start)-*"],
            sizeLimit: 1)
        var wholeAtOnce: PagedResults?
        let answer = try connection.searchOnce(
            query, page: &wholeAtOnce, until: deadline, step: step, room: &room)
        let pieces = answer.entries.first?.attributes.filter {
            $0.description.isPartial && $0.description.whole == description
        }
        guard let pieces, pieces.count == 1 else {
            throw incomplete(description, "those from number \(start) on did not come")
        }
        return pieces[0]
    }

    /// Checks that a piece begins at `start` and holds as many values as it says.
    ///
    /// - Returns: where the next piece begins; nil where this is the last one.
    private func end(of piece: Entry.Attribute, from start: Int) throws(LDAPError) -> Int? {
        guard let range = piece.description.range, range.first == start,
            range.last.map({ $0 - start == piece.values.count - 1 }) ?? true
        else {
            throw incomplete(
                piece.description.whole,
                "\(piece.values.count) came as \(presentable(piece.description.options.joined(separator: ";")))"
            )
        }
        return range.last.map { $0 + 1 }
    }

    private func incomplete(_ description: AttributeDescription, _ words: String) -> LDAPError {
        failure(.incomplete("not all values of \(presentable(description.text)) could be had: \(words)"))
    }

    private func failure(_ reason: LDAPError.Reason) -> LDAPError { connection.failure(reason, step) }
}

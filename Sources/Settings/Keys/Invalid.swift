/// Why a value cannot be what its key wants: what is wrong and, after a colon, the remedy.
struct Invalid: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

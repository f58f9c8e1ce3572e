/// The permissions of the socket, in octal.
enum SocketMode {
    /// `0660` or `0600`, in quotes or without. Whoever can connect can kill the process (libfcgi overruns a buffer when it
    /// answers FCGI_GET_VALUES with repeated names), so others never get in.
    static func parse(_ text: String) throws(Invalid) -> Int {
        let remedy = "write \"0660\" (nginx by its group) or \"0600\""
        guard (3...4).contains(text.utf8.count), let mode = Int(text, radix: 8), !text.hasPrefix("+") else {
            throw Invalid("\(quoted(text)) is not an octal mode: \(remedy)")
        }
        guard mode & 0o007 == 0 else {
            throw Invalid("\(quoted(text)) would let every user of the machine connect: \(remedy)")
        }
        guard mode == 0o660 || mode == 0o600 else {
            throw Invalid("\(quoted(text)) is not a mode for a socket: \(remedy)")
        }
        return mode
    }
}

import Foundation
import TestSupport

/// The memory of a running process, as root sees it: the program lets nobody else look (`PR_SET_DUMPABLE`).
struct ProcessMemory {
    let pid: Int32

    /// How often each of `texts` stands in what the process may write to: heap, stacks, the data of its libraries.
    ///
    /// What is mapped from a file and only read is left out: the process has put nothing there.
    func counts(of texts: [[UInt8]]) throws -> [Int] {
        let words = try look(texts).split(separator: "\n").map { $0.split(separator: " ") }
        return words.map { Int($0.first ?? "") ?? -1 }
    }

    /// What of `markers` is there: one line for each piece that was found, with how often and where.
    func remains(of markers: [Marker]) throws -> [String] {
        let pieces = markers.flatMap { marker in marker.pieces.map { (marker.name, $0) } }
        let found = try look(pieces.map(\.1)).split(separator: "\n")
        guard found.count == pieces.count else {
            return ["\(found.count) answers for \(pieces.count) questions"]
        }
        return zip(pieces, found).filter { !$1.hasPrefix("0 ") }.map { piece, line in
            "\(piece.0), as \(String(decoding: piece.1, as: UTF8.self)): \(line)"
        }
    }

    /// One line for each of `texts`: how often it was found, and where at first, with what stands around it.
    private func look(_ texts: [[UInt8]]) throws -> String {
        let asRoot = getuid() == 0 ? [] : ["sudo", "-n"]
        return try Command.output(
            asRoot + ["/usr/bin/python3", "-c", Self.program, "\(pid)"],
            input: texts.map { $0.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n"))
    }

    /// What is looked for comes by standard input, so that no process listing has it. maps: proc(5), `/proc/pid/maps`.
    private static let program = """
        import sys
        pid = sys.argv[1]
        texts = [bytes.fromhex(line) for line in sys.stdin.read().split()]
        counts, places = [0] * len(texts), [""] * len(texts)
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                fields = line.split()
                start, end = (int(part, 16) for part in fields[0].split("-"))
                name = fields[5] if len(fields) > 5 else "anonymous"
                if "r" not in fields[1] or name in ("[vvar]", "[vsyscall]") or \\
                        name.startswith("/") and "w" not in fields[1]:
                    continue
                try:
                    memory.seek(start)
                    content = memory.read(end - start)
                except OSError:
                    continue  # unmapped since
                for index, text in enumerate(texts):
                    found = content.find(text)
                    while found >= 0:
                        counts[index] += 1
                        if counts[index] <= 3:
                            around = content[max(0, found - 48):found + len(text) + 48]
                            places[index] += f" {name}+{found:x} {around!r}"
                        found = content.find(text, found + 1)
        for count, place in zip(counts, places):
            print(count, place)
        """
}

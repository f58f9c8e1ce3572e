import Foundation
import TestSupport
import Testing

/// Whoever can connect can send any FastCGI record. libfcgi dies of one of them (Host/peer.pl; seen with a program of
/// nothing but libfcgi), so nobody but nginx's group may connect, and what that group sends is looked at first.
@Suite("The socket between nginx and the responder", .serialized)
struct SocketTests {
    private static let shared = Result { () throws -> SchoolDirectory in
        let school = try SchoolDirectory()
        try school.configureAsUsual()
        try school.host.machine.output(
            """
            useradd otto && useradd --groups www-data webmaster
            adduser --quiet --system --group --no-create-home jitsi-neighbour
            """)
        return school
    }
    private let school: SchoolDirectory
    private var machine: Machine { school.host.machine }
    private static let folder = "/run/jitsi-ldap-login"
    private static let socket = folder + "/fastcgi.sock"

    init() throws { school = try Self.shared.get() }

    /// Somebody on the host. The numbers, as sh reads them inside.
    struct Person: CustomTestStringConvertible, Sendable {
        let name: String
        let command: String
        let mayConnect: Bool

        var testDescription: String { name }

        static let all = [
            Person(name: "root", command: "", mayConnect: true),
            user("www-data", mayConnect: true),
            // Who is put into the group shares its power: the README says so.
            Person(
                name: "a member of nginx's group",
                command: "setpriv --reuid webmaster --init-groups --regid webmaster",
                mayConnect: true),
            user("otto", mayConnect: false),
            user("nobody", mayConnect: false),
            user("jitsi-neighbour", mayConnect: false),
            Person(
                name: "the responder's own user",
                command: """
                    setpriv --clear-groups \
                    --reuid $(awk '/^Uid/ {print $2}' /proc/$(\(mainPID))/status) \
                    --regid $(awk '/^Gid/ {print $2}' /proc/$(\(mainPID))/status)
                    """, mayConnect: false),
        ]

        private static func user(_ name: String, mayConnect: Bool) -> Person {
            Person(
                name: name,
                command: "setpriv --reuid \(name) --regid $(id -g \(name)) --clear-groups",
                mayConnect: mayConnect)
        }
    }

    @Test("lets nginx's group in, and nobody else", arguments: Person.all)
    func access(person: Person) throws {
        #expect(
            try machine.output("\(person.command) \(Self.peer) connect \(Self.socket)")
                == (person.mayConnect ? "ok" : "EACCES"))
        // Nor may anybody take its place: then passwords would go to them.
        guard person.name != "root" else { return }
        let moved = try machine.run("\(person.command) mv \(Self.socket) \(Self.folder)/aside")
        #expect(moved.status != 0 && moved.errors.contains("Permission denied"), "\(moved.text)")
        let made = try machine.run("\(person.command) touch \(Self.folder)/file")
        #expect(made.status != 0 && made.errors.contains("Permission denied"), "\(made.text)")
    }

    @Test("is root's, in a folder of root's, and the only one: there is no port")
    func place() throws {
        #expect(try machine.output("stat -c '%F %a %U %G' \(Self.socket)") == "socket 660 root www-data")
        #expect(try machine.output("stat -c '%F %a %U %G' \(Self.folder)") == "directory 755 root root")
        #expect(
            try machine.output("systemctl show --value -p Listen jitsi-ldap-login.socket")
                == "\(Self.socket) (Stream)")
        let process = try machine.output(Self.mainPID)
        let listening = try machine.output(
            "ss --listening --no-header --processes | grep pid=\(process),"
        )
        .split(separator: "\n")
        #expect(listening.count == 1 && listening[0].contains(Self.socket), "\(listening)")
    }

    @Test("brings nothing from nginx's group that stops the responder or holds others up")
    func hostilePeers() throws {
        let process = try machine.output(Self.mainPID)
        let fates = try machine.output("\(Self.asNginx) hostile \(Self.socket)").split(separator: "\n")
        #expect(fates.count == 12)
        #expect(fates.allSatisfy { $0.hasSuffix(": closed") }, "\(fates)")
        // More than the responder keeps open.
        try machine.output(
            """
            rm -f /tmp/over; ulimit -n 8192
            \(Self.asNginx) silent \(Self.socket) 2500 /tmp/over >/tmp/silent 2>&1 &
            for i in $(seq 600); do [ -s /tmp/silent ] && break; sleep 0.1; done
            """)
        #expect(try machine.output("cat /tmp/silent") == "2500")
        for jar in ["/tmp/one", "/tmp/two"] {
            #expect(
                try school.login("alice", password: "wonderland", jar: jar).status == "303", "\(school.log)")
        }
        #expect(try machine.output("\(Self.asNginx) hostile \(Self.socket)").contains("noise: closed"))
        try machine.output("touch /tmp/over")
        #expect(try school.login("bob", password: "builder", jar: "/tmp/three").status == "303")
        #expect(try machine.output(Self.mainPID) == process)
        #expect(try school.host.property("NRestarts") == "0")
        #expect(try school.host.log().contains("fastcgi event="))
    }

    private static let mainPID = "systemctl show --value -p MainPID jitsi-ldap-login.service"
    private static let peer = "perl /repository/Tests/SystemdTests/Host/peer.pl"
    private static let asNginx = "setpriv --reuid www-data --regid www-data --clear-groups \(peer)"
}

internal import ArgumentParser

/// Where the program begins.
@main
enum Main {
    static func main() {
        PrivateMemory.close()
        JitsiLDAPLogin.main()
    }
}

/// The command line.
struct JitsiLDAPLogin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jitsi-ldap-login",
        abstract: "Puts an organisation's LDAP login in front of its Jitsi Meet server.",
        version: "0.1.0",
        subcommands: [Serve.self, Check.self, TryLogin.self, Mint.self, Invite.self])
}

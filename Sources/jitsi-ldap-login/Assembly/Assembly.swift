internal import FastCGI
internal import JitsiToken
internal import LDAP
internal import Login
internal import Pages

/// Everything that answers a visitor, put together from one configuration file; a reload makes a new one.
struct Assembly: Sendable {
    let meet: MeetURL
    let router: Router
    let pages: PageRenderer
    let login: LoginService
    let tokens: TokenMinter
    let servers: DirectoryServers
    /// nil where no pictures are configured.
    let avatars: Avatars?
}

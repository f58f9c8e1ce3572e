internal import Foundation
internal import Pages
internal import Settings

extension Assembler {
    /// What the pages show (`pages`).
    mutating func site() -> Site? {
        let pages = configuration.pages
        let meet = origin(configuration.meet.url)
        let login = origin(configuration.loginURL)
        guard let meet, let login else { return nil }
        let logo = pages.logo.flatMap { file in
            noting(file) { try Logo(Array(Data(contentsOf: URL(fileURLWithPath: file.value)))) }
        }
        return Site(
            meet: meet, login: login, organisation: pages.organisation, logo: logo,
            links: Site.Links(
                help: link(pages.help), forgotPassword: link(pages.forgotPassword),
                changePassword: link(pages.passwordChange),
                imprint: link(pages.imprint), privacy: link(pages.privacy)),
            languages: pages.languages.compactMap { Language(matching: $0.rawValue) },
            keepsSessions: configuration.keepsSessions)
    }

    private mutating func origin(_ url: Located<Configuration.Origin>) -> Pages.Origin? {
        guard let origin = Pages.Origin(url.value.description) else {
            problems.append(url.problem("is not the address of a site, as https://meet.example.org is"))
            return nil
        }
        return origin
    }

    private mutating func link(_ text: Located<String>?) -> Link? {
        guard let text else { return nil }
        guard let link = Link(external: text.value) else {
            problems.append(
                text.problem("is not an address that a page can lead to: write https://… or mailto:…"))
            return nil
        }
        return link
    }
}

internal import FastCGI
internal import JitsiToken
internal import Login
internal import Pages
internal import Secrets

/// What is found out of a request: its pace is decided by it, and then its answer is made of it, so that nothing is read,
/// unsealed or judged twice.
final class Reading: Sendable {
    /// What answers it.
    let assembly: Assembly
    let visit: Visit
    let route: Route
    /// nil where no form was posted, or one by another site.
    let posted: PostedForm?

    init(_ request: borrowing Request, _ assembly: Assembly) {
        self.assembly = assembly
        visit = Visit(request)
        route = assembly.router.route(visit.address)
        posted =
            visit.method == "POST" && visit.isFromOurPages(of: assembly.loginURL)
            ? PostedForm(request, visit, assembly.forms) : nil
    }
}

/// A form that a page of ours has posted, with its fields found and its token judged.
struct PostedForm: Sendable {
    /// The fields, or why the body has none that could be read.
    let fields: Result<FormFields, FormError>
    /// Why it is not acted on; nil for one from a page that this browser has got from us.
    let refusal: FormRefusal?

    init(_ request: borrowing Request, _ visit: Visit, _ forms: FormTokens) {
        let fields = request.withBody { body in
            Result { () throws(FormError) in try FormFields(body) }
        }
        self.fields = fields
        let token = request.withBody { body in (try? fields.get())?.token(in: body) }
        refusal = forms.refusal(
            of: token, from: visit.formCookie.map { SecretBytes(copying: $0.utf8) }, at: TokenMinter.now)
    }
}

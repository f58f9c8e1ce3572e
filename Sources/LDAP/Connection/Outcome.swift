/// The end of an operation, as the server states it.
struct Outcome {
    let code: ResultCode
    let diagnostic: String
    let referrals: [String]
}

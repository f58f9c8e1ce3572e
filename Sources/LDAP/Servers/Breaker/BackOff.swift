/// The pauses between one try and the next: doubled each time, with a little chance, so that several responders do not
/// all come at once.
struct BackOff: Sendable {
    /// The first pause.
    var first = Duration.seconds(1)
    /// The longest.
    var longest = Duration.seconds(30)
    /// Who stays away from trouble for this long begins anew with the first pause.
    var calm = Duration.seconds(60)

    /// The pause before the try of that number, which counts from 0: up to a quarter longer than the doubling says.
    func pause(before number: Int) -> Duration {
        let doubled = first * (1 << min(max(number, 0), 20))
        return min(doubled, longest) * Double.random(in: 1...1.25)
    }
}

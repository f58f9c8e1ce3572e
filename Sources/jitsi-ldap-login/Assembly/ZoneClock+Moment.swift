internal import Login
internal import Settings

extension ZoneClock {
    /// The moment in seconds since 1970: by its own offset, or by these clocks.
    ///
    /// - Parameter choice: of a time that the clocks show twice.
    func instant(_ moment: Moment, _ choice: Choice = .first) -> Int {
        moment.offset.map { moment.local - $0 } ?? instant(local: moment.local, choice)
    }
}

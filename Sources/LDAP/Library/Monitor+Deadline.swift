internal import Locks

extension Monitor {
    /// Asks `body` under the lock, again after every change, until it returns a value; nil at the deadline.
    func wait<Result>(until deadline: Deadline, for body: (inout State) -> Result?) -> Result? {
        wait(within: deadline.remaining, for: body)
    }
}

import Synchronization

/// Counts what several threads have done.
final class Counter: Sendable {
    private let count = Mutex(0)

    /// Returns the count with one more.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

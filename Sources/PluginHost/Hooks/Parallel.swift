import Dispatch
import FoundationEssentials

/// Returns what `body` gives for each number below `count`, in order, computed on at most `threads` threads.
package func inParallel<Value: Sendable>(
    _ count: Int, threads: Int?, _ body: (Int) -> Value
) -> [Value] {
    let threads = min(threads ?? ProcessInfo.processInfo.activeProcessorCount, count)
    guard threads > 1 else { return (0..<count).map(body) }
    return [Value](unsafeUninitializedCapacity: count) { values, initialized in
        // Safe because each place is written by one thread alone, and read when all have ended.
        nonisolated(unsafe) let target = values.baseAddress!
        withoutActuallyEscaping(body) { body in
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for place in stride(from: thread, to: count, by: threads) {
                    target.advanced(by: place).initialize(to: body(place))
                }
            }
        }
        initialized = count
    }
}

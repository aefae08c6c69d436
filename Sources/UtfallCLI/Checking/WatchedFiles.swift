import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The files below some folders, looked at again and again: that sees a save on any file system, also one that
/// lies on another machine.
struct WatchedFiles {
    let folders: [String]
    private static let pauseMicroseconds: UInt32 = 250_000

    /// When each file was last changed, and how large it is.
    struct State: Equatable {
        fileprivate var files: [String: String] = [:]
    }

    var state: State {
        var state = State()
        for folder in folders {
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            for path in paths {
                var facts = stat()
                guard stat("\(folder)/\(path)", &facts) == 0 else { continue }
                state.files["\(folder)/\(path)"] =
                    "\(facts.st_ino) \(facts.st_size) \(facts.st_mtim.tv_sec) \(facts.st_mtim.tv_nsec)"
            }
        }
        return state
    }

    /// Returns once something differs from `before`, and no longer changes: an editor may save in several steps.
    func wait(after before: State) {
        var last = before
        while true {
            usleep(WatchedFiles.pauseMicroseconds)
            let now = state
            if now == last, now != before { return }
            last = now
        }
    }
}

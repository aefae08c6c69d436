#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ctrl-C while something runs: a thread of its own waits for the signal, so that what is done about it may be anything.
enum InterruptKey {
    private final class Action: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Does something at each Ctrl-C, instead of ending the program. Before any other thread is made.
    static func watch(_ body: @escaping @Sendable () -> Void) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var thread = pthread_t()
        let action = Unmanaged.passRetained(Action(body)).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { action in
                guard let action else { return nil }
                let body = Unmanaged<Action>.fromOpaque(action).takeUnretainedValue().body
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGINT)
                while true {
                    var came: Int32 = 0
                    if sigwait(&signals, &came) == 0 { body() }
                }
            }, action)
        guard status == 0 else {
            // Ctrl-C ends the program then, as it does any other.
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            return
        }
        pthread_detach(thread)
    }
}

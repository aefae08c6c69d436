import Foundation

/// What tests know of the sanitizers that may be linked, which make all slower.
enum Sanitizers {
    static let isLinked = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil
    /// By how much limits of time are longer, so that what must come before them does.
    static let slowness = isLinked ? 3 : 1
}

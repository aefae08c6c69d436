import CLuaHost

/// Where a state runs.
package enum LuaIsolation: Hashable, Sendable {
    /// In this process: the fastest, and what a script can do to it is bounded by what the state charges.
    case none
    /// In a process of its own, which runs the program `worker`: bounded by the kernel, too.
    case process(worker: String)

    /// The path of the worker beside the running program, whether it is there or not.
    package static let workerBesideProgram: String = {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4_096) { path in
            let name = "utfall-worker"
            guard luahost_beside_executable(name, path.baseAddress, path.count) else { return name }
            return String(cString: path.baseAddress!)
        }
    }()

    /// Makes a state, or returns nil where there is no memory for one.
    func makeHost(
        _ limits: luahost_limits, _ library: UnsafePointer<luahost_library>,
        _ callback: @escaping luahost_callback, _ context: UnsafeMutableRawPointer
    ) -> OpaquePointer? {
        switch self {
        case .none: luahost_new(limits, library, callback, context)
        case .process(let worker): luahost_new_isolated(limits, library, callback, context, worker)
        }
    }
}

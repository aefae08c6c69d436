package import MeasurementStore

/// The file that keeps all evidence, findings, settlements and the journal of any number of contracts.
public struct EvidenceStore: Sendable {
    package let store: MeasurementStore
    let isReadOnly: Bool

    /// Opens a store for writing; makes it where there is none.
    public static func open(path: String) throws -> EvidenceStore {
        EvidenceStore(store: try MeasurementStore.open(path: path), isReadOnly: false)
    }

    /// Opens a store that is there, without changing it.
    public static func openReadOnly(path: String) throws -> EvidenceStore {
        EvidenceStore(store: try MeasurementStore.openReadOnly(path: path), isReadOnly: true)
    }

    /// Makes a store that is gone with the program.
    public static func temporary() throws -> EvidenceStore {
        EvidenceStore(store: try MeasurementStore.temporary(), isReadOnly: false)
    }

    /// The same store, to which whatever holds it does not write.
    var readingOnly: EvidenceStore { EvidenceStore(store: store, isReadOnly: true) }

    /// Removes a store in which nothing was ever recorded, and which nobody else has open.
    public static func removeUnused(path: String) { MeasurementStore.removeUnused(path: path) }

    /// Returns what is damaged in it, a sentence each; empty where it is whole.
    public func damages() throws -> [String] { try store.check() }
}

import MeasurementStore
import OutcomesModel
import Settlement

/// The postings of a contract, up to some point.
struct Ledger {
    let postings: [PostedSettlement]
    let histories: [PostingHistory]
    /// Only postings of the store below this number are known; all, where there is none.
    let bound: Int64?

    init(of contract: PackID, in store: MeasurementStore, before bound: Int64? = nil) throws {
        postings = try store.posted(of: contract).filter { $0.number < bound ?? .max }
        histories = PostingHistory.histories(of: postings)
        self.bound = bound
    }

    func history(of settlement: SettlementID) -> PostingHistory? {
        histories.first { $0.settlement == settlement }
    }
}

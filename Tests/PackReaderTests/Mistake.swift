import Testing

/// One change to the good contract, and what must be said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let change: String
    let said: String

    init(_ text: String, _ change: String, _ said: String) {
        self.text = text
        self.change = change
        self.said = said
    }

    var testDescription: String { "\(text) → \(change)" }

    /// Returns the faults of the good contract with this change, without the name of its file.
    func faults() throws -> String {
        let places = GoodPack.contract.ranges(of: text)
        try #require(places.count == 1, "\(text) must stand once in the good contract")
        let disk = try Disk()
        var files = GoodPack.files
        files["contract.toml"] = GoodPack.contract.replacing(text, with: change)
        try disk.write("pack", files)
        return disk.faults("pack").joined(separator: "\n").replacing("pack/contract.toml:", with: "")
    }
}

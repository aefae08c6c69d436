import OutcomesModel

/// Moments in UTC, as `2026-11-22T10:15:00Z`: text whose order is the order of time.
enum Moment {
    /// Returns `text`, if it is a moment.
    static func checked(_ text: String) throws(StoreError) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, Day(iso: text.prefix(10)) != nil, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let hour = number(bytes[11...12]), let minute = number(bytes[14...15]),
            let second = number(bytes[17...18]), hour < 24, minute < 60, second <= 60
        else { throw .notAMoment(text) }
        return text
    }

    /// Returns what no moment up to `text` comes after; a plain day means its end.
    static func bound(_ text: String) throws(StoreError) -> String {
        guard Day(iso: text) == nil else { return text + "T24" }
        return try checked(text)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

/// Where the cursor stands in a text of Lua, read backwards from it.
struct PromptTyping {
    enum Context: Equatable {
        case name
        /// Behind `owner.` or `owner:`.
        case member([Step], isMethod: Bool)
        /// In a text that is the argument of `owner.function` or `owner:function`, from 0.
        case argument([Step], String, isMethod: Bool, Int)
        /// In a text or comment about which nothing is known.
        case none
    }

    /// A step of a path: `.name`, or `:name(…)`.
    enum Step: Equatable {
        case name(String)
        case call(String)

        var text: String {
            switch self {
            case .name(let text), .call(let text): text
            }
        }
    }

    let context: Context
    /// What has been typed of the word at the cursor.
    let word: String
    /// Whether the word is an argument of `describe`, which is also told of functions that are not called.
    let isDescribed: Bool

    init(_ text: String) {
        let bytes = Array(text.utf8)
        if let quote = PromptTyping.openQuote(bytes) {
            isDescribed = false
            guard quote >= 0 else {
                (context, word) = (.none, "")
                return
            }
            word = String(decoding: bytes[(quote + 1)...], as: UTF8.self)
            context = PromptTyping.argument(bytes, upTo: quote)
            return
        }
        let start = PromptTyping.nameStart(bytes, bytes.count)
        word = String(decoding: bytes[start...], as: UTF8.self)
        let isBehindPoint = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
        let isMethod = start > 0 && bytes[start - 1] == UInt8(ascii: ":")
        // `..` joins texts.
        let joins = isBehindPoint && start > 1 && bytes[start - 2] == UInt8(ascii: ".")
        guard isBehindPoint || isMethod, !joins else {
            (context, isDescribed) = (.name, false)
            return
        }
        context = PromptTyping.path(bytes, upTo: start - 1).map { .member($0, isMethod: isMethod) } ?? .none
        isDescribed =
            PromptTyping.argument(bytes, upTo: start) == .argument([], "describe", isMethod: false, 0)
    }

    /// Returns where the quote stands that is open at the end; -1 in a comment, nil outside of both.
    private static func openQuote(_ bytes: [UInt8]) -> Int? {
        var open: Int?
        var at = 0
        while at < bytes.count {
            if let quote = open {
                if bytes[at] == UInt8(ascii: "\\") {
                    at += 1
                } else if bytes[at] == bytes[quote] {
                    open = nil
                }
            } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                open = at
            } else if bytes[at] == UInt8(ascii: "-"), at + 1 < bytes.count, bytes[at + 1] == bytes[at] {
                guard let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) else { return -1 }
                at = end
            }
            at += 1
        }
        return open
    }

    /// Reads `owner:function("first", ` before a quote.
    private static func argument(_ bytes: [UInt8], upTo quote: Int) -> Context {
        var (at, depth, index) = (skippingSpace(bytes, quote), 0, 0)
        if at > 0, isName(bytes[at - 1]) {
            // `owner:function "text"`
            return function(bytes, upTo: at, index)
        }
        while at > 0 {
            let byte = bytes[at - 1]
            switch byte {
            case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"): depth += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth > 0 else { return .none }
                depth -= 1
            case UInt8(ascii: "("):
                guard depth > 0 else { return function(bytes, upTo: at - 1, index) }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: index += 1
            case UInt8(ascii: "\n"), UInt8(ascii: ";"): return .none
            default: break
            }
            at -= 1
        }
        return .none
    }

    private static func function(_ bytes: [UInt8], upTo end: Int, _ index: Int) -> Context {
        let end = skippingSpace(bytes, end)
        let start = nameStart(bytes, end)
        guard start < end else { return .none }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        guard start > 0, bytes[start - 1] == UInt8(ascii: ".") || bytes[start - 1] == UInt8(ascii: ":") else {
            return .argument([], name, isMethod: false, index)
        }
        guard let owner = path(bytes, upTo: start - 1) else { return .none }
        return .argument(owner, name, isMethod: bytes[start - 1] == UInt8(ascii: ":"), index)
    }

    /// Reads names and calls before a point: `s.terms`, `s:evaluate("cost")`. Nil where something else stands there.
    private static func path(_ bytes: [UInt8], upTo end: Int) -> [Step]? {
        var steps: [Step] = []
        var end = end
        while true {
            var isCall = false
            if end > 0, bytes[end - 1] == UInt8(ascii: ")") {
                guard let open = opening(bytes, end - 1) else { return nil }
                isCall = true
                end = skippingSpace(bytes, open)
            }
            let start = nameStart(bytes, end)
            guard start < end, !(48...57).contains(bytes[start]) else { return nil }
            let name = String(decoding: bytes[start..<end], as: UTF8.self)
            guard start > 0, bytes[start - 1] == UInt8(ascii: ".") || bytes[start - 1] == UInt8(ascii: ":")
            else { return isCall ? nil : [.name(name)] + steps }
            guard isCall == (bytes[start - 1] == UInt8(ascii: ":")) else { return nil }
            steps.insert(isCall ? .call(name) : .name(name), at: 0)
            end = start - 1
        }
    }

    /// Returns where the parenthesis opens that closes at `close`; texts in between may hold others.
    private static func opening(_ bytes: [UInt8], _ close: Int) -> Int? {
        var (depth, at) = (0, close)
        var quote: UInt8?
        while at >= 0 {
            let byte = bytes[at]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ")") {
                depth += 1
            } else if byte == UInt8(ascii: "(") {
                depth -= 1
                if depth == 0 { return at }
            }
            at -= 1
        }
        return nil
    }

    private static func skippingSpace(_ bytes: [UInt8], _ end: Int) -> Int {
        var end = end
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return end
    }

    private static func nameStart(_ bytes: [UInt8], _ end: Int) -> Int {
        var start = end
        while start > 0, isName(bytes[start - 1]) { start -= 1 }
        return start
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }
}

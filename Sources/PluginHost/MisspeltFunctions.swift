import LuaHost
import OutcomesModel
import PackReader

extension PackRun {
    /// Returns the function that was likely meant where a script calls a field that is not there, such as
    /// `rate_card.setle`: Lua's own message names the field, and not what the table has.
    func misspeltFunction(in message: String) -> String? {
        let start = "attempt to call a nil value (field '"
        guard let range = message.firstRange(of: start) else { return nil }
        let name = String(message[range.upperBound...].prefix { $0 != "'" })
        return nearestName(to: name, among: pack.functionNames).map { "did you mean '\($0)'?" }
    }
}

extension Pack {
    /// The names of functions that the pack's files and its libraries put into tables: `function card.settle(s)`,
    /// or `settle = function(s)`.
    fileprivate var functionNames: [String] {
        var names: Set<String> = []
        for source in luaSources {
            for line in String(decoding: source.bytes, as: UTF8.self).split(separator: "\n") {
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." && $0 != ":" }
                for (word, next) in zip(words, words.dropFirst()) {
                    if word == "function", let name = next.split(whereSeparator: { ".:".contains($0) }).last,
                        name.count < next.count
                    {
                        names.insert(String(name))
                    }
                    if next == "function", line.contains("\(word) = function") { names.insert(String(word)) }
                }
            }
        }
        return names.sorted()
    }
}

import FoundationEssentials
import OutcomesModel

/// A struct of texts, whole numbers, lists and such structs, which goes to and from Lua by its `Codable` form.
///
/// Each value is written as JSON on its way, which costs some microseconds: for a function that is called for
/// every participant, conform to `HostValue` itself. Fractions do not cross: exact numbers, money and days
/// have no form in JSON that is theirs alone.
public protocol HostCodable: HostValue, Codable {}

extension HostCodable {
    public static var inWords: String { "a table for \(Self.self)" }

    public init?(_ datum: HostDatum) {
        guard let data = try? JSONEncoder().encode(Wire(datum: datum)),
            let value = try? JSONDecoder().decode(Self.self, from: data)
        else { return nil }
        self = value
    }

    public var datum: HostDatum {
        guard let data = try? JSONEncoder().encode(self),
            let wire = try? JSONDecoder().decode(Wire.self, from: data)
        else { return .nothing }
        return wire.datum
    }
}

/// A datum as JSON knows it.
private struct Wire: Codable {
    let datum: HostDatum

    init(datum: HostDatum) { self.datum = datum }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            datum = .nothing
        } else if let truth = try? container.decode(Bool.self) {
            datum = .truth(truth)
        } else if let whole = try? container.decode(Int64.self) {
            datum = .whole(whole)
        } else if let text = try? container.decode(String.self) {
            datum = .text(text)
        } else if let list = try? container.decode([Wire].self) {
            datum = .list(list.map(\.datum))
        } else {
            datum = .record(try container.decode([String: Wire].self).mapValues(\.datum))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch datum {
        case .nothing: try container.encodeNil()
        case .truth(let truth): try container.encode(truth)
        case .whole(let whole): try container.encode(whole)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list.map { Wire(datum: $0) })
        case .record(let record): try container.encode(record.mapValues { Wire(datum: $0) })
        case .exact, .money, .day, .missing:
            throw EncodingError.invalidValue(
                datum,
                EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "\(datum.inWords)"))
        }
    }
}

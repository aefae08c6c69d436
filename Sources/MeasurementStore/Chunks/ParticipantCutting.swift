import OutcomesModel

/// What a chunk of participants needs of the table's lists.
struct ParticipantDictionaries {
    var groups: ChunkDictionary
    var attributes: [ChunkDictionary]

    init(_ table: ParticipantTable) {
        groups = ChunkDictionary(count: table.groups.count)
        attributes = table.attributes.map { ChunkDictionary(count: $0.values.count) }
    }
}

extension ParticipantTable {
    /// Makes the chunk of some rows, whose pseudonyms ascend.
    func chunk(of rows: ArraySlice<Int>, _ dictionaries: inout ParticipantDictionaries) -> ParticipantChunk {
        var chunk = ParticipantChunk()
        for row in rows {
            chunk.subjects.append(pseudonyms[row])
            chunk.groupCodes.append(
                groupCodes[row] == 0
                    ? 0 : UInt16(dictionaries.groups.place(of: Int(groupCodes[row]) - 1)) + 1)
            chunk.entries.append(entries[row])
            chunk.exits.append(exits[row])
            chunk.lines.append(lines[row])
        }
        chunk.groups = dictionaries.groups.take().map { groups[$0].rawValue }
        for (index, attribute) in attributes.enumerated() {
            let codes = rows.map { row in
                let code = attribute.codes[row]
                return code == 0 ? 0 : dictionaries.attributes[index].place(of: Int(code) - 1) + 1
            }
            let values = dictionaries.attributes[index].take().map { attribute.values[$0] }
            if values.isEmpty { continue }
            chunk.attributes.append(
                ParticipantChunk.Attribute(id: attribute.id.rawValue, values: values, codes: codes))
        }
        return chunk
    }
}

extension ParticipantChunk {
    func group(_ row: Int) -> String? { groupCodes[row] == 0 ? nil : groups[Int(groupCodes[row]) - 1] }
}

extension ParticipantChunk.Attribute {
    func value(_ row: Int) -> String? { codes[row] == 0 ? nil : values[Int(codes[row]) - 1] }
}

/// Gathers people from chunks as one table, in their order.
struct ParticipantsBuilder {
    private var pseudonyms: [String] = []
    private var groups: [GroupID] = []
    private var groupPlaces: [String: UInt16] = [:]
    private var groupCodes: [UInt16] = []
    private var entries: [Int32] = []
    private var exits: [Int32] = []
    private var lines: [UInt32] = []
    fileprivate var attributes: [Attribute] = []

    fileprivate struct Attribute {
        let id: String
        var values: [String] = []
        var places: [String: UInt32] = [:]
        /// May end before the last person, who then does not have it.
        var codes: [UInt32] = []
    }

    mutating func append(_ chunk: ParticipantChunk, _ row: Int) {
        pseudonyms.append(chunk.subjects[row])
        if let group = chunk.group(row) {
            let place = groupPlaces[group] ?? UInt16(groups.count)
            if Int(place) == groups.count {
                groups.append(GroupID(group))
                groupPlaces[group] = place
            }
            groupCodes.append(place + 1)
        } else {
            groupCodes.append(0)
        }
        entries.append(chunk.entries[row])
        exits.append(chunk.exits[row])
        lines.append(chunk.lines[row])
        for attribute in chunk.attributes {
            guard let value = attribute.value(row) else { continue }
            append(value, of: attribute.id)
        }
    }

    private mutating func append(_ value: String, of id: String) {
        let index = attributes.firstIndex { $0.id == id } ?? attributes.count
        if index == attributes.count { attributes.append(Attribute(id: id)) }
        attributes[index].fill(to: pseudonyms.count - 1)
        attributes[index].append(value)
    }

    mutating func table() -> ParticipantTable {
        for index in attributes.indices { attributes[index].fill(to: pseudonyms.count) }
        return ParticipantTable(
            pseudonyms: pseudonyms, groups: groups, groupCodes: groupCodes, entries: entries, exits: exits,
            lines: lines,
            attributes: attributes.map {
                ParticipantTable.AttributeColumn(id: AttributeID($0.id), values: $0.values, codes: $0.codes)
            })
    }
}

extension ParticipantsBuilder.Attribute {
    fileprivate mutating func fill(to count: Int) {
        if codes.count < count { codes.append(contentsOf: repeatElement(0, count: count - codes.count)) }
    }

    fileprivate mutating func append(_ value: String) {
        let place = places[value] ?? UInt32(values.count)
        if Int(place) == values.count {
            values.append(value)
            places[value] = place
        }
        codes.append(place + 1)
    }
}

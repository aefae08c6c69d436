import OutcomesModel

extension MeasurementLayout {
    init(_ columns: Columns, _ contract: Contract) {
        let form = columns.known.form
        var names: [String: Int] = [:]
        for (place, indicator) in contract.indicators.enumerated().reversed() {
            names[indicator.id.rawValue] = place
        }
        for (name, id) in form?.indicators ?? [:] { names[name] = names[id.rawValue] }
        func place(_ id: IndicatorID) -> Int? { contract.indicators.firstIndex { $0.id == id } }
        let isWide = form.map { !$0.wide.isEmpty || $0.wideMonths != nil } ?? false
        width = columns.names.count
        subject = columns.required(.subject)
        indicator = columns[.indicator]
        day = columns[.day]
        missing = columns[.missing]
        state = columns[.state]
        source = columns[.source]
        indicatorNames = names
        mayBeEmpty = isWide
        constantState = form?.constants.state ?? .reported
        constantSource = form?.constants.source ?? ""
        let sameDay = columns[.day] == nil ? form?.constants.day : nil
        if let months = form?.wideMonths {
            values = columns.names.enumerated().compactMap { number, name in
                columns.known.month(name).map {
                    ValueColumn(column: number, indicator: place(months.indicator), day: $0)
                }
            }
        } else if let form, isWide {
            values = columns.names.enumerated().compactMap { number, name in
                form.wide[name].map { ValueColumn(column: number, indicator: place($0), day: sameDay) }
            }
        } else {
            let same = columns[.indicator] == nil ? form?.constants.indicator.flatMap(place) : nil
            values = [ValueColumn(column: columns.required(.value), indicator: same, day: sameDay)]
        }
    }
}

extension ParticipantLayout {
    init(_ columns: Columns, _ contract: Contract) {
        let constants = columns.known.form?.constants
        width = columns.names.count
        subject = columns.required(.subject)
        group = columns[.group]
        entry = columns[.entry]
        exit = columns[.exit]
        attributes = contract.attributes.compactMap { attribute in
            columns[attribute].map { (attribute, $0) }
        }
        constantGroup = constants?.group
        constantEntry = constants?.entry
        constantExit = constants?.exit
    }
}

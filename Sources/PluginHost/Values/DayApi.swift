import LuaHost
import OutcomesModel

extension Api {
    static let dayType = ApiType(
        kind: .day, symbol: "day",
        documentation:
            "A day of the calendar. `day + 30`, `day - 30`, `day - day` (a number of days), comparisons.",
        fields: [
            ApiField("year", "number", "The year.") { _, object in .whole(object.day.parts.year) },
            ApiField("month", "number", "The month, 1 to 12.") { _, object in .whole(object.day.parts.month)
            },
            ApiField("day", "number", "The day of the month.") { _, object in .whole(object.day.parts.day) },
        ],
        methods: [
            ApiFunction(
                "add_months", [.required("months", "a whole number of months, from -12000 to 12000")],
                gives: "a day",
                "The same day `months` later; the last of the month where that day does not exist there.",
                example: "soc.day(\"2016-01-31\"):add_months(1)"
            ) { call in
                let months = try call.whole(0)
                guard (-12_000...12_000).contains(months) else { throw call.wrong(0) }
                return .day(try inCalendar(call.object!.day.adding(months: Int(months))))
            }
        ],
        operators: arithmetic)

    static let missingType = ApiType(
        kind: .missing, symbol: "value",
        documentation:
            "A value that is not there, with its reason. It is never zero: arithmetic on it is an error.",
        fields: [
            ApiField("reason", "text", "Why it is missing.") { run, object in
                .string(run.missing(object).rawValue)
            }
        ],
        operators: arithmetic)
}

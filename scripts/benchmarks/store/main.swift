import Glibc
import MeasurementStore
import OutcomesModel

// Reads an indicator from a store as of each batch of measurements, three times, and prints what the middle one
// took: batch, rows, milliseconds, and nanoseconds a row.
//   StoreBench STORE CONTRACT INDICATOR

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

guard CommandLine.arguments.count == 4 else {
    print("StoreBench STORE CONTRACT INDICATOR")
    exit(2)
}
let store = try MeasurementStore.openReadOnly(path: CommandLine.arguments[1])
let contract = PackID(CommandLine.arguments[2])
let indicator = IndicatorID(CommandLine.arguments[3])

for batch in try store.batches(of: contract) where batch.kind != .participants {
    var rows = 0
    let times = try (0..<3).map { _ in
        let start = now()
        rows = try store.measurements(of: contract, indicator: indicator, asOf: batch.id).days.count
        return now() - start
    }
    let middle = times.sorted()[1]
    print(batch.id, rows, Int(middle / 1e6), Int(middle / Double(max(1, rows))))
}

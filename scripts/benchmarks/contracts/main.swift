import FoundationEssentials
import Glibc
import OutcomesModel
import Settlement
import Utfall

// Loads all packs of a folder into this one process, imports the example evidence of each into one store, settles
// each, and prints the time and the memory that it takes. A copy of a pack is named
// `COPY.NAME`; all copies of one pack must come to the same total.
//   ContractsBench FOLDER STORE

/// Seconds of the wall clock, or of the processor that this process had.
func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Bytes of memory that the process has written to; files that it reads through are not among them.
func bytesHeld() -> Int {
    let words = ((try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? "").split(
        separator: " ")
    guard words.count > 2, let resident = Int(words[1]), let shared = Int(words[2]) else { return 0 }
    return (resident - shared) * 4_096
}

/// A line of `/proc/self/status`, in MB.
func megabytes(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return
        (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0)
        / 1_024
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func decimals(_ number: Double, _ places: Int) -> String {
    let scale = Int(pow(10, Double(places)))
    let units = Int((number * Double(scale)).rounded())
    guard places > 0 else { return String(units) }
    let rest = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: places - rest.count) + rest
}

/// What the copies of one pack take together.
struct Kind {
    var count = 0
    var evidenceBytes = 0
    var loading = 0.0
    var importing = 0.0
    var settling = 0.0
    var total: Money?
}

struct Loaded {
    let name: String
    let pack: ContractPack
}

/// The bytes of a pack's terms, Lua and manifest.
func fileBytes(_ folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.reduce(0) { sum, name in
        let path = "\(folder)/\(name)"
        if name.hasSuffix(".lua") || name.hasSuffix(".toml") { return sum + size(path) }
        return name == "evidence" ? sum : sum + fileBytes(path)
    }
}

func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt).map { Int($0) } ?? 0
}

/// Prints what a phase took since `start`, by the wall clock and by the processor.
func tell(_ phase: String, _ count: Int, since start: (wall: Double, processor: Double), held: Int) {
    let wall = now() - start.wall
    let processor = now(CLOCK_PROCESS_CPUTIME_ID) - start.processor
    let figures = [
        decimals(wall, 1), decimals(wall * 1e3 / Double(count), 2),
        decimals(processor * 1e3 / Double(count), 2), String(held / count / 1_000),
        String(megabytes("VmRSS")), String(megabytes("VmHWM")),
    ]
    print(phase.padding(12), figures.map { padded($0, 10) }.joined(separator: " "))
}

func starting() -> (wall: Double, processor: Double) { (now(), now(CLOCK_PROCESS_CPUTIME_ID)) }

extension String {
    func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

guard CommandLine.arguments.count == 3 else {
    print("ContractsBench FOLDER STORE")
    exit(2)
}
let folder = CommandLine.arguments[1]
let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
let count = names.count
let store = try EvidenceStore.open(path: CommandLine.arguments[2])
let host = Host()
let recording = Recording(by: "bench", at: "2026-11-22T12:00:00Z", reason: "bench")
var kinds: [String: Kind] = [:]
let before = bytesHeld()

print("\(count) contracts, \(megabytes("VmRSS")) MB before")
print("                seconds    ms each  processor    KB each     MB now MB at most")

var start = starting()
let libraries = LibraryShelf()
var loaded: [Loaded] = []
for name in names {
    let started = now()
    loaded.append(
        Loaded(name: name, pack: try ContractPack(folder: "\(folder)/\(name)", libraries: libraries)))
    let original = String(name.split(separator: ".", maxSplits: 1)[1])
    kinds[original, default: Kind()].loading += now() - started
    kinds[original]!.count += 1
}
tell("loading", count, since: start, held: bytesHeld() - before)

start = starting()
for one in loaded {
    let original = String(one.name.split(separator: ".", maxSplits: 1)[1])
    let started = now()
    let files = try Pipeline(pack: one.pack, store: store, host: host)
        .importEvidence(one.pack.exampleEvidence, recording: recording)
    kinds[original]!.importing += now() - started
    kinds[original]!.evidenceBytes = files.reduce(0) { $0 + $1.file.bytes }
}
tell("importing", count, since: start, held: bytesHeld() - before)

start = starting()
for one in loaded {
    let original = String(one.name.split(separator: ".", maxSplits: 1)[1])
    let started = now()
    let settled = try Pipeline(pack: one.pack, store: store, host: host).settle()
    kinds[original]!.settling += now() - started
    let total = kinds[original]!.total ?? settled.statement.total
    kinds[original]!.total = total
    guard settled.statement.total == total, settled.statement.held.isEmpty else {
        print("\(one.name) comes to \(settled.statement.total), and another copy to \(total)")
        exit(1)
    }
}
tell("settling", count, since: start, held: bytesHeld() - before)

// As a command does that knows nothing of the others: it lists all of them to find libraries.
let alone = try kinds.keys.sorted().map { kind in
    let started = now()
    _ = try ContractPack(folder: "\(folder)/\(names.first { $0.hasSuffix("." + kind) }!)")
    return now() - started
}
print("\none pack read by itself beside the others: at most \(decimals(alone.max()! * 1e3, 1)) ms")

print("\nby contract                      files  evidence  loading importing settling  total")
print("                                    KB        KB       ms        ms       ms")
for (name, kind) in kinds.sorted(by: { $0.key < $1.key }) {
    let each = Double(kind.count)
    let copy = names.first { $0.hasSuffix("." + name) }!
    let figures = [
        padded(decimals(Double(fileBytes("\(folder)/\(copy)")) / 1e3, 1), 7),
        padded(decimals(Double(kind.evidenceBytes) / 1e3, 1), 9),
        padded(decimals(kind.loading * 1e3 / each, 2), 8),
        padded(decimals(kind.importing * 1e3 / each, 2), 9),
        padded(decimals(kind.settling * 1e3 / each, 2), 8),
    ]
    print(name.padding(30), figures.joined(separator: " "), " \(kind.total!)")
}

import FoundationEssentials
import Glibc
import OutcomesModel
import Settlement
import Utfall

// Loads all packs of a folder into this one process, imports the example evidence of each into one store, settles
// each, and prints the time and the memory that it takes. A copy of a pack is named
// `COPY.NAME`; all copies of one pack must come to the same total.
//   ContractsBench FOLDER STORE

/// Seconds of the wall clock.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
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
    var fileBytes = 0
    var evidenceBytes = 0
    var heldBytes = 0
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

func tell(_ phase: String, _ count: Int, since start: Double, held: Int) {
    let seconds = now() - start
    print(
        phase.padding(12), padded(decimals(seconds, 1), 9),
        padded(decimals(seconds * 1e3 / Double(count), 2), 9),
        padded(String(held / count / 1_000), 9), padded(String(megabytes("VmRSS")), 9),
        padded(String(megabytes("VmHWM")), 9))
}

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
print("             seconds   ms each   KB each    MB now  MB at most")

var start = now()
let libraries = LibraryShelf()
var loaded: [Loaded] = []
for name in names {
    let held = bytesHeld()
    let started = now()
    loaded.append(
        Loaded(name: name, pack: try ContractPack(folder: "\(folder)/\(name)", libraries: libraries)))
    let original = String(name.split(separator: ".", maxSplits: 1)[1])
    kinds[original, default: Kind()].loading += now() - started
    kinds[original]!.heldBytes += bytesHeld() - held
    kinds[original]!.count += 1
}
tell("loading", count, since: start, held: bytesHeld() - before)

start = now()
for one in loaded {
    let original = String(one.name.split(separator: ".", maxSplits: 1)[1])
    let started = now()
    let files = try Pipeline(pack: one.pack, store: store, host: host)
        .importEvidence(one.pack.exampleEvidence, recording: recording)
    kinds[original]!.importing += now() - started
    kinds[original]!.evidenceBytes = files.reduce(0) { $0 + $1.file.bytes }
}
tell("importing", count, since: start, held: bytesHeld() - before)

start = now()
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

start = now()
_ = try ContractPack(folder: "\(folder)/\(names[0])")
print("\none more, read by itself beside the others: \(decimals((now() - start) * 1e3, 1)) ms")

print("\nby contract                      files   held  evidence  loading importing settling  total")
print("                                    KB     KB        KB       ms        ms       ms")
for (name, kind) in kinds.sorted(by: { $0.key < $1.key }) {
    let each = Double(kind.count)
    print(
        name.padding(30),
        padded(
            decimals(
                Double(fileBytes("\(folder)/\(loaded.first { $0.name.hasSuffix("." + name) }!.name)")) / 1e3,
                1), 7),
        padded(decimals(Double(kind.heldBytes) / each / 1e3, 0), 6),
        padded(decimals(Double(kind.evidenceBytes) / 1e3, 1), 9),
        padded(decimals(kind.loading * 1e3 / each, 2), 8),
        padded(decimals(kind.importing * 1e3 / each, 2), 9),
        padded(decimals(kind.settling * 1e3 / each, 2), 8), " \(kind.total!)")
}

import OutcomesModel
import PackReader
import Testing

@Suite struct LibraryTests {
    private let disk: Disk

    init() throws {
        disk = try Disk()
    }

    private func writePack(uses: String...) throws {
        let used = uses.map { "\"\($0)\"" }.joined(separator: ", ")
        try disk.write("packs/school", GoodPack.files)
        try disk.write("packs/school", ["plugin.toml": GoodPack.manifest + "\nuses = [\(used)]\n"])
    }

    @Test(arguments: ["packs/school/lib/card", "packs/card", "shared/any_name"])
    func `a library is found in lib, beside the pack and in the folders given`(_ place: String) throws {
        try writePack(uses: "std.card ^1.0")
        try disk.write(place, GoodPack.library("std.card"))

        let libraries = try disk.read("packs/school", libraryFolders: ["none", "shared"]).libraries

        #expect(libraries.map(\.manifest.id) == ["std.card"])
        #expect(libraries.map(\.folder) == ["\(disk.root)/\(place)"])
        #expect(libraries.map { $0.sources.keys.sorted() } == [["init.lua"]])
    }

    @Test func `the first folder that has a fitting version wins`() throws {
        try writePack(uses: "std.card ^1.1")
        try disk.write("packs/school/lib/card", GoodPack.library("std.card", "1.0.0"))
        try disk.write("packs/card", GoodPack.library("std.card", "1.1.0"))
        try disk.write("shared/card", GoodPack.library("std.card", "1.9.0"))

        let libraries = try disk.read("packs/school", libraryFolders: ["shared"]).libraries

        #expect(libraries.map(\.manifest.version) == [Version(1, 1, 0)])
    }

    @Test func `one reader for many packs keeps a library once, and sees what changes in it`() throws {
        try writePack(uses: "std.card")
        try disk.write("packs/other", GoodPack.files)
        try disk.write("packs/other", ["plugin.toml": GoodPack.manifest + "\nuses = [\"std.card\"]\n"])
        try disk.write("shared/card", GoodPack.library("std.card"))
        let reader = PackReader(libraryFolders: ["\(disk.root)/shared"])
        func address(_ pack: Pack) -> UnsafePointer<UInt8>? {
            pack.libraries.first?.sources["init.lua"]?.bytes.withUnsafeBufferPointer(\.baseAddress)
        }

        let first = try reader.read(folder: "\(disk.root)/packs/school")
        let second = try reader.read(folder: "\(disk.root)/packs/other")
        #expect(address(first) == address(second))

        try disk.write("shared/card", ["init.lua": "return { changed = true }\n"])
        let third = try reader.read(folder: "\(disk.root)/packs/other")
        #expect(
            third.libraries.first?.sources["init.lua"]?.bytes == Array("return { changed = true }\n".utf8))
        #expect(third.hash != second.hash && address(first) != address(third))
    }

    @Test func `what libraries use is found too, each once and before what uses it`() throws {
        try writePack(uses: "top", "left")
        try disk.write("shared/top", GoodPack.library("top", uses: ["left", "right"]))
        try disk.write("shared/left", GoodPack.library("left", uses: ["base"]))
        try disk.write("shared/right", GoodPack.library("right", uses: ["base 1.0.0"]))
        try disk.write("shared/base", GoodPack.library("base"))

        let libraries = try disk.read("packs/school", libraryFolders: ["shared"]).libraries

        #expect(libraries.map(\.manifest.id) == ["base", "left", "right", "top"])
    }

    @Test func `a library that is nowhere is told with where it was looked for`() throws {
        try writePack(uses: "std.crad ^1.0")
        try disk.write("shared/card", GoodPack.library("std.card"))

        #expect(
            disk.faults("packs/school", libraryFolders: ["shared"]) == [
                """
                packs/school/plugin.toml:7:9: the library std.crad was not found
                  expected a pack of the kind library in one of packs/school/lib, packs, shared
                  came there: std.card
                  hint: did you mean std.card?
                """
            ])
    }

    @Test func `a manifest beside that cannot be read is named where a library is missing`() throws {
        try writePack(uses: "std.card")
        try disk.write("packs/broken", ["plugin.toml": "id = "])

        #expect(
            disk.faults("packs/school") == [
                """
                packs/school/plugin.toml:7:9: the library std.card was not found
                  expected a pack of the kind library in one of packs/school/lib, packs
                  came no library there
                  hint: packs/broken/plugin.toml says no id
                """
            ])
    }

    @Test func `a version that does not fit is told with those that were found`() throws {
        try writePack(uses: "std.card ^1.2")
        try disk.write("packs/card", GoodPack.library("std.card", "1.1.9"))
        try disk.write("shared/card", GoodPack.library("std.card", "2.0.0"))

        #expect(
            disk.faults("packs/school", libraryFolders: ["shared"]) == [
                """
                packs/school/plugin.toml:7:9: no version of the library std.card that was found fits
                  expected ^1.2.0
                  came 1.1.9 in packs/card, 2.0.0 in shared/card
                """
            ])
    }

    @Test func `two uses that want different versions are a fault of the second`() throws {
        try writePack(uses: "std.card ^1.0", "other")
        try disk.write("packs/card", GoodPack.library("std.card", "1.0.0"))
        try disk.write("packs/other", GoodPack.library("other", uses: ["std.card ^2.0"]))

        #expect(
            disk.faults("packs/school") == [
                """
                packs/other/plugin.toml:5:9: no version of the library std.card that was found fits
                  expected ^2.0.0
                  came 1.0.0 in packs/card
                """
            ])
    }

    @Test func `a circle of libraries is told with its members`() throws {
        try writePack(uses: "one")
        try disk.write("packs/one", GoodPack.library("one", uses: ["two"]))
        try disk.write("packs/two", GoodPack.library("two", uses: ["one"]))

        #expect(
            disk.faults("packs/school") == [
                """
                packs/two/plugin.toml:5:9: libraries use each other in a circle: one uses two uses one
                  expected libraries that do not lead back to themselves
                """
            ])
    }

    @Test func `faults of a library are told behind those of the pack`() throws {
        try writePack(uses: "std.card", "std.card ^1.0")
        var library = GoodPack.library("std.card")
        library["init.lua"] = nil
        library["plugin.toml"]? += "\nsomething = 1"
        try disk.write("packs/card", library)

        #expect(
            disk.faults("packs/school").map { $0.prefix { $0 != "\n" } } == [
                "packs/school/plugin.toml:7:21: `uses` names std.card twice",
                "packs/card/plugin.toml:6:1: `something` is not known in plugin.toml",
                "packs/card/init.lua: this file is missing",
            ])
    }

    @Test func `a contract beside the pack is no library`() throws {
        try writePack(uses: "se.example.other")
        try disk.write("packs/other", GoodPack.files)
        try disk.write(
            "packs/other", ["plugin.toml": GoodPack.manifest.replacing(".school", with: ".other")])

        #expect(disk.faults("packs/school").count == 1)
    }
}

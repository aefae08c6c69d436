import PackReader
import Testing

@Suite struct SourceTests {
    private let disk: Disk

    init() throws {
        disk = try Disk()
        try disk.write("pack", GoodPack.files)
    }

    @Test func `every Lua file is read by its path, and nothing hidden or of another pack`() throws {
        try disk.write(
            "pack",
            [
                "checks.lua": "", "reports/paid.lua": "", "tests/rules.lua": "", "README.md": "",
                ".draft.lua": "", ".git/hook.lua": "", "lib/card/plugin.toml": "", "lib/card/init.lua": "",
            ])

        #expect(
            try disk.read("pack").sources.keys.sorted() == [
                "checks.lua", "reports/paid.lua", "rules.lua", "tests/rules.lua",
            ])
    }

    @Test func `a Lua file of 256 KiB is read, and one of a byte more is a fault`() throws {
        try disk.write("pack", ["big.lua": String(repeating: "-", count: 262_144)])
        #expect(try disk.read("pack").sources["big.lua"]?.bytes.count == 262_144)

        try disk.write("pack", ["big.lua": String(repeating: "-", count: 262_145)])
        #expect(
            disk.faults("pack") == [
                """
                pack/big.lua: this file is too large
                  expected at most 262144 bytes
                  came 262145 bytes
                """
            ])
    }

    @Test func `a pack of a thousand Lua files is read, and one of a file more is not`() throws {
        for number in 1..<1_000 { try disk.write("pack", ["many/\(number).lua": ""]) }
        #expect(try disk.read("pack").sources.count == 1_000)

        try disk.write("pack", ["many/1000.lua": ""])
        #expect(
            disk.faults("pack") == ["pack: this pack has too many Lua files\n  expected at most 1000"])
    }

    @Test func `a text that is not UTF-8 is a fault of its line`() throws {
        try disk.write("pack/prices.lua", bytes: Array("-- å\n-- ".utf8) + [0xE5, 0x0A])
        try disk.write("pack/contract.toml", bytes: [0xFF])

        let said = """
            this line is not valid UTF-8
              expected text in UTF-8
              hint: save the file in the encoding UTF-8
            """
        #expect(
            disk.faults("pack") == ["pack/contract.toml:1:1: \(said)", "pack/prices.lua:2:1: \(said)"])
    }

    @Test func `compiled Lua is a fault`() throws {
        try disk.write("pack/rules.lua", bytes: [0x1B, 0x4C, 0x75, 0x61])
        #expect(
            disk.faults("pack") == [
                """
                pack/rules.lua: this file is compiled Lua
                  expected Lua as text
                  hint: give the source instead
                """
            ])
    }

    @Test func `a link within the pack is followed, and one that leads out is a fault`() throws {
        try disk.link("pack/same.lua", to: "rules.lua")
        #expect(try disk.read("pack").sources["same.lua"]?.bytes == Array("return {}".utf8))

        try disk.write("secret", ["secret.lua": "return 1"])
        try disk.link("pack/other.lua", to: "../secret/secret.lua")
        try disk.link("pack/folder", to: "../secret")
        #expect(
            disk.faults("pack") == [
                """
                pack/other.lua: this link leads out of the pack
                  expected a file of the pack
                  hint: put the file itself here
                """
            ])
    }

    @Test func `a pack in a folder that is itself a link is read`() throws {
        try disk.link("linked", to: "pack")
        #expect(try disk.read("linked").folder == "\(disk.root)/linked")
    }

    @Test func `a pack is read by a relative path and in a folder with any name`() throws {
        try disk.write("å 50% #1?/pack", GoodPack.files)
        let relative = String(repeating: "../", count: 40) + disk.root.dropFirst() + "/å 50% #1?/pack"
        let pack = try PackReader(libraryFolders: []).read(folder: relative)
        #expect(pack.folder == relative)
        #expect(pack.sources.keys.sorted() == ["rules.lua"])
    }

    @Test(arguments: [
        ("contract", ["pack/contract.toml", "pack/rules.lua"]),
        ("library", ["pack/init.lua"]),
        ("report", []),
        ("assessment", ["pack/assessment.toml", "pack/assess.lua"]),
    ])
    func `a kind needs its files`(_ kind: String, _ missing: [String]) throws {
        let disk = try Disk()
        let manifest = GoodPack.manifest.replacing("\"contract\"", with: "\"\(kind)\"")
        try disk.write("pack", ["plugin.toml": manifest])
        let needer = kind == "assessment" ? "an assessment" : "a \(kind)"
        #expect(
            disk.faults("pack") == missing.map { "\($0): this file is missing\n  expected \(needer) has it" })
    }

    @Test func `a folder without plugin toml is no pack, and is not looked through`() throws {
        try disk.write("empty", ["readme.txt": "", "compiled.lua": "\u{1B}Lua"])
        #expect(
            disk.faults("empty") == [
                "empty/plugin.toml: this file is missing\n  expected every pack has it"
            ])
    }
}

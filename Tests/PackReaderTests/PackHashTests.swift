import PackReader
import Testing

@Suite struct PackHashTests {
    private let disk: Disk

    init() throws {
        disk = try Disk()
        try disk.write("packs/school", GoodPack.files)
        try disk.write("packs/school", ["plugin.toml": GoodPack.manifest + "\nuses = [\"std.card\"]\n"])
        try disk.write("packs/card", GoodPack.library("std.card"))
    }

    private func hash() throws -> String { try disk.read("packs/school").hash }

    @Test func `the hash is the SHA-256 of names and contents with their lengths`() throws {
        let manifest = "id = \"a\"\nversion = \"1.0.0\"\napi = \"1\"\nkind = \"report\"\n"
        try disk.write("report", ["plugin.toml": manifest, "x.lua": "return 1"])
        // Of "11:plugin.toml53:id = …5:x.lua8:return 1", by another program.
        #expect(
            try disk.read("report").hash
                == "b1ddf1cd0b9fb100da66d26ba0c1bc3e6d3105c1b50dc6fc4420eb2e309dc6c9")
    }

    @Test(arguments: ["README.md", "evidence/cost.csv", "tests/rules.lua", "notes.txt"])
    func `what decides no amount does not change it`(_ name: String) throws {
        let before = try hash()
        try disk.write("packs/school", [name: "changed"])
        #expect(try hash() == before)
    }

    @Test(arguments: [
        ("school", "rules.lua", "return { }"), ("school", "prices.lua", ""), ("school", "reports/a.lua", ""),
        ("school", "contract.toml", GoodPack.contract + "\n"), ("card", "init.lua", "return { }"),
        ("card", "more.lua", ""),
    ])
    func `what may decide an amount changes it`(_ pack: String, _ name: String, _ text: String) throws {
        let before = try hash()
        try disk.write("packs/\(pack)", [name: text])
        #expect(try hash() != before)
    }

    @Test func `text that moves from one file to another changes it`() throws {
        try disk.write("packs/school", ["a.lua": "ab", "b.lua": "c"])
        let before = try hash()
        try disk.write("packs/school", ["a.lua": "a", "b.lua": "bc"])
        #expect(try hash() != before)
    }

    @Test func `a library has a hash of its own`() throws {
        let before = try disk.read("packs/school").libraries.map(\.hash)
        try disk.write("packs/school", ["rules.lua": "return { }"])
        #expect(try disk.read("packs/school").libraries.map(\.hash) == before)
    }
}

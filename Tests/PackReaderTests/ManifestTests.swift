import PackReader
import Testing

@Suite struct ManifestTests {
    @Test(arguments: mistakes)
    func `a mistake in plugin.toml is told with its place and what would be right`(
        _ mistake: (text: String, change: String, said: String)
    ) throws {
        try #require(GoodPack.manifest.ranges(of: mistake.text).count == 1)
        let disk = try Disk()
        var files = GoodPack.files
        files["plugin.toml"] = GoodPack.manifest.replacing(mistake.text, with: mistake.change)
        try disk.write("pack", files)
        #expect(disk.faults("pack").joined(separator: "\n") == mistake.said)
    }

    static let mistakes: [(text: String, change: String, said: String)] = [
        (
            #"id = "se.example.school""#, #"id = "Se.example""#,
            """
            pack/plugin.toml:1:6: `id` of plugin.toml cannot be "Se.example"
              expected lower-case words, digits, - and _, joined by dots, such as se.norrkoping.soc-2016
              came Se.example
            """
        ),
        (
            #"id = "se.example.school""#, #"id = "se..example""#,
            """
            pack/plugin.toml:1:6: `id` of plugin.toml cannot be "se..example"
              expected lower-case words, digits, - and _, joined by dots, such as se.norrkoping.soc-2016
              came se..example
            """
        ),
        (
            #"version = "1.0.0""#, #"version = "1.0""#,
            """
            pack/plugin.toml:2:11: `version` of plugin.toml cannot be "1.0"
              expected three numbers, such as 1.0.0
              came 1.0
            """
        ),
        (
            #"api = "1""#, #"api = "2""#,
            """
            pack/plugin.toml:3:7: `api` of plugin.toml cannot be "2"
              expected "1", the API that this host speaks
              came 2
            """
        ),
        (
            #"api = "1""#, "api = 1",
            """
            pack/plugin.toml:3:7: `api` of plugin.toml has the wrong type
              expected a string
              came the number 1
              hint: write "1"
            """
        ),
        (
            #"kind = "contract""#, #"kind = "contrat""#,
            """
            pack/plugin.toml:4:8: `kind` of plugin.toml cannot be "contrat"
              expected contract, library, assessment or report
              came contrat
              hint: did you mean contract?
            """
        ),
        (
            #"kind = "contract""#, "",
            """
            pack/plugin.toml:1:1: plugin.toml lacks `kind`
              expected contract, library, assessment or report
            """
        ),
        (
            #"title = "School and home""#, #"titel = "School and home""#,
            """
            pack/plugin.toml:5:1: `titel` is not known in plugin.toml
              expected id, version, api, kind, title, uses or permissions
              came titel
              hint: did you mean title?
            """
        ),
        (
            #"["participants"]"#, #"["participant"]"#,
            """
            pack/plugin.toml:6:16: `permissions` of plugin.toml cannot be "participant"
              expected participants
              came participant
              hint: did you mean participants?
            """
        ),
        (
            #"title = "School and home""#, #"uses = ["std.rate_card ~1.0"]"#,
            """
            pack/plugin.toml:5:9: `uses` of plugin.toml cannot be "std.rate_card ~1.0"
              expected an id and the versions that will do, such as std.rate_card ^1.0
              came std.rate_card ~1.0
            """
        ),
    ]

    @Test(arguments: [
        ("std.rate_card", "1.0.0", true), ("std.rate_card", "0.0.1", true),
        ("std.rate_card ^1.0", "1.0.0", true), ("std.rate_card ^1.0", "1.12.3", true),
        ("std.rate_card ^1.0", "2.0.0", false), ("std.rate_card ^1.0", "0.9.9", false),
        ("std.rate_card ^1.2.3", "1.2.2", false), ("std.rate_card ^1.2.3", "1.2.3", true),
        ("std.rate_card ^2", "2.7.0", true), ("std.rate_card ^2", "3.0.0", false),
        ("std.rate_card 1.2.0", "1.2.0", true), ("std.rate_card 1.2.0", "1.2.1", false),
    ])
    func `a use says which versions will do`(_ use: String, _ version: String, _ fits: Bool) throws {
        let version = try #require(Version(version))
        #expect(try #require(LibraryUse(use)).range.contains(version) == fits)
    }

    @Test(arguments: [
        "", "std ", "std  ^1.0", "std ^", "std ^1.0.0.0", "std 1.0", "std >=1.0", "Std ^1.0", "std ^1.0 x",
        "std ^01.0",
    ])
    func `what is no use is refused`(_ text: String) {
        #expect(LibraryUse(text) == nil)
    }

    @Test(arguments: ["1", "1.0", "1.0.0.0", "1.0.x", "01.0.0", "1..0", "-1.0.0", "1.0.9999999999"])
    func `what is no version is refused`(_ text: String) {
        #expect(Version(text) == nil)
    }
}

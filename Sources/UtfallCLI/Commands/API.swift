import ArgumentParser
import Utfall

struct API: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Writes the reference of the Lua API, as Markdown.",
        discussion: """
            For an editor with the Lua language server, put `utfall api --lua` into .utfall/soc.lua beside the packs, \
            and `utfall api --luarc` into .luarc.json.
            """)

    enum Form: String, EnumerableFlag {
        case lua, luarc, json, matrix

        static func help(for form: Form) -> ArgumentHelp? {
            switch form {
            case .lua: "Definitions for editors (LuaCATS)."
            case .luarc: "The settings of an editor that reads these definitions."
            case .json: "All that is declared of each function, for programs."
            case .matrix: "Which function may be called in which hook."
            }
        }
    }

    @Flag(help: "")
    var form: Form?

    func run() {
        let host = Host()
        let text =
            switch form {
            case nil: host.apiReference
            case .lua: host.apiDefinitions["soc.lua"] ?? ""
            case .luarc: Host.editorSettings
            case .json: host.apiRegistry
            case .matrix: Host.apiMatrix
            }
        Output.print(text)
    }
}

import FoundationEssentials
public import OutcomesModel
package import PackReader
import PluginHost

/// A library's pack, which is tested by packs that use it.
///
/// Each folder `tests/NAME/` is such a pack, a contract or an assessment with tests of its own, or a link to one that
/// lies elsewhere: what a library does, only what it is used for can tell.
public struct LibraryPack: Sendable {
    package let pack: Pack
    let users: [User]

    /// A pack that uses the library.
    struct User: Sendable {
        /// Below the library's folder, such as `tests/half`.
        let folder: String
        let pack: UsingPack
    }

    enum UsingPack: Sendable {
        case contract(ContractPack)
        case assessment(AssessmentPack)
    }

    public var id: PackID { pack.manifest.id }

    /// - Throws: all that is wrong with a pack below `tests/`, or that it does not use the library.
    init(_ pack: Pack, libraryFolders: [String]) throws {
        let folders = ["\(pack.folder)/.."] + libraryFolders
        self.init(
            pack,
            users: try pack.packsOfTests.map { name in
                let folder = "tests/\(name)"
                return User(folder: folder, pack: try UsingPack(folder, of: pack, libraryFolders: folders))
            })
    }

    private init(_ pack: Pack, users: [User]) {
        self.pack = pack
        self.users = users
    }
}

extension LibraryPack.UsingPack {
    fileprivate init(_ name: String, of library: Pack, libraryFolders: [String]) throws {
        let path = "\(library.folder)/\(name)"
        // Paths in its tests are meant from where it really lies.
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        let folder = link.map { $0.hasPrefix("/") ? $0 : "\(library.folder)/tests/\($0)" } ?? path
        switch try AnyPack(folder: folder, libraryFolders: libraryFolders) {
        case .contract(let pack): self = .contract(pack)
        case .assessment(let pack): self = .assessment(pack)
        case .library(let pack):
            throw PipelineError.notAContract(pack: pack.id, kind: pack.pack.manifest.kind.rawValue)
        }
        guard libraries.contains(where: { $0.manifest.id == library.manifest.id }) else {
            throw PipelineError.libraryUnused(
                library.manifest.id, place: SourceLocation(file: "\(path)/plugin.toml"))
        }
    }

    private var libraries: [Library] {
        switch self {
        case .contract(let pack): pack.pack.libraries
        case .assessment(let pack): pack.pack.libraries
        }
    }

    fileprivate func using(_ library: Pack) throws -> Self {
        switch self {
        case .contract(let pack): .contract(try pack.with(pack.pack.replacing(library: library)))
        case .assessment(let pack): .assessment(try pack.with(pack.pack.replacing(library: library)))
        }
    }
}

// MARK: Testing

/// A test of a pack that uses a library.
struct LibraryTest: NamedTest {
    let file: String
    let name: String
    let readsFiles: Bool
    /// Its place among the library's users.
    fileprivate let user: Int
    fileprivate let test: Test

    fileprivate enum Test: Sendable {
        case contract(PackTestCase)
        case assessment(AssessmentTestCase)
    }
}

extension LibraryPack: TestablePack {
    func readTests(_ host: Host) -> [Result<LibraryTest, BrokenTest>] {
        users.enumerated().flatMap { place, user in
            func own<Test: NamedTest>(
                _ tests: [Result<Test, BrokenTest>], _ kind: (Test) -> LibraryTest.Test
            ) -> [Result<LibraryTest, BrokenTest>] {
                tests.map { read in
                    read.map {
                        LibraryTest(
                            file: "\(user.folder)/\($0.file)", name: $0.name, readsFiles: $0.readsFiles,
                            user: place, test: kind($0))
                    }.mapError { $0.within(user.folder) }
                }
            }
            return switch user.pack {
            case .contract(let pack): own(pack.readTests(host)) { .contract($0) }
            case .assessment(let pack): own(pack.readTests(host)) { .assessment($0) }
            }
        }
    }

    func with(_ pack: Pack) throws -> LibraryPack {
        LibraryPack(pack, users: try users.map { User(folder: $0.folder, pack: try $0.pack.using(pack)) })
    }

    func failures(of test: LibraryTest, _ host: Host, noting run: inout CoveredRun) throws -> [String] {
        switch (test.test, users[test.user].pack) {
        case (.contract(let test), .contract(let pack)):
            try pack.failures(of: test, host, noting: &run)
        case (.assessment(let test), .assessment(let pack)):
            try pack.failures(of: test, host, noting: &run)
        default: preconditionFailure("a test of '\(test.file)' was given to another pack")
        }
    }
}

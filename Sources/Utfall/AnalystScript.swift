package import PackReader

/// An analyst's script: one file of Lua that writes a document over the contracts of a portfolio.
public struct AnalystScript: Sendable {
    package let pack: Pack

    /// Reads the script at `path`, with the libraries that it requires.
    ///
    /// - Parameter libraryFolders: folders of library packs, beside those that ship with the host.
    /// - Throws: where there is no such file, or it is no text.
    public init(path: String, libraryFolders: [String] = []) throws {
        pack = try LibraryShelf(folders: libraryFolders).reader.readScript(path)
    }

    /// The SHA-256, in hexadecimal, of the script and its libraries.
    public var hash: String { pack.hash }
}

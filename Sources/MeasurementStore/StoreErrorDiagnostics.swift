package import OutcomesModel

extension StoreError: Diagnosable {
    package var diagnostics: [Diagnostic] { [diagnostic] }

    private var diagnostic: Diagnostic {
        switch self {
        case .missing(let path):
            Diagnostic(
                .use, "the store \(path) is not there",
                hint: "import evidence first, which makes it, or name the right file with --store")
        case .missingFolder(let path, _):
            Diagnostic(
                .use, "the store \(path) cannot be made: its folder is not there",
                hint: "make the folder, or name another file with --store")
        case .directory(let path):
            Diagnostic(
                .use, "the store \(path) is a folder", expected: "a file",
                hint: "name a file in it, such as \(path.hasSuffix("/") ? path : path + "/")utfall.db")
        case .notAStore(let path, let what):
            Diagnostic(
                .use, "\(path) is not a store of Utfall; it was left untouched",
                expected: "a store, or no file",
                came: what, hint: "name another file with --store")
        case .olderVersion(let path, let found, let known):
            Diagnostic(
                .use, "the store \(path) was made by an older host", expected: "version \(known)",
                came: "version \(found)",
                hint: "any command that writes, such as import, brings it up to date")
        case .newerVersion(let path, let found, let known):
            Diagnostic(
                .use, "the store \(path) was made by a newer host", expected: "version \(known) or older",
                came: "version \(found)", hint: "use that host, or a newer one")
        case .notReadable(let path):
            Diagnostic(
                .use, "the store \(path) cannot be opened",
                hint:
                    "look at the permissions of the file and its folder; the files beside it, -wal and -shm, "
                    + "belong to it")
        case .notWritable(let path):
            Diagnostic(
                .use, "the store \(path) cannot be written: its file, folder or disk is read-only",
                hint: "change the permissions of the file and its folder, or copy the store elsewhere")
        case .openedForReading(let path):
            Diagnostic(.host, "the store \(path) was opened for reading, and was asked to write")
        case .busy(let path):
            Diagnostic(
                .use, "the store \(path) is being written by another process",
                hint: "try again when that has ended")
        case .full(let path):
            Diagnostic(.use, "the disk of the store \(path) is full", hint: "make room, and try again")
        case .inputOutput(let path, let what):
            Diagnostic(
                .use, "the store \(path) could not be read or written", came: what,
                hint: "look at its disk, and run utfall doctor")
        case .damaged(let path, let what):
            Diagnostic(
                .evidence, "the store \(path) is damaged", came: what,
                hint: "take it from a backup; utfall doctor names all that is damaged")
        case .refused(let path, let rule):
            Diagnostic(.host, "the store \(path) refused what the host wrote", came: rule)
        case .twiceInFile(let file, let subject, let indicator, let day, let lines):
            Diagnostic(
                .evidence,
                "\(file): lines \(lines.map(String.init).joined(separator: " and ")) say different things "
                    + "about " + (indicator.map { "\($0) of " } ?? "") + "\(subject)"
                    + (day.map { " on \($0)" } ?? ""),
                place: SourceLocation(file: file, line: lines.last), subject: subject.description,
                expected: "one of them",
                hint: "remove the wrong line; a later correction goes into another file")
        case .notAMoment(let text):
            Diagnostic(
                .use, "\"\(text)\" is not a moment",
                expected: "2026-11-22T10:15:00Z (UTC), a day as 2026-11-22, or a batch's number",
                came: "\"\(text)\"")
        case .unknownBatch(let batch, let latest):
            Diagnostic(
                .use, "there is no batch \(batch) in the store", expected: latest.map { "at most \($0)" },
                came: "\(batch)", hint: latest == nil ? "nothing was imported yet" : nil)
        case .unknownFinding(let id, let contract):
            Diagnostic(
                .use, "there is no finding \(id) of \(contract)", pack: contract,
                hint: "utfall findings lists them")
        case .notAQuestion(let id, let severity):
            Diagnostic(
                .use, "finding \(id) is no question, and takes no answer", expected: "a question",
                came: severity.rawValue)
        case .alreadyAnswered(let id, let answer):
            Diagnostic(
                .use, "finding \(id) was answered by \(answer.by) at \(answer.at)", came: "a second answer",
                hint: "answers are kept as they were given")
        case .alreadyApproved(let party, let recording):
            Diagnostic(
                .use, "'\(party)' has approved this already, by \(recording.by) at \(recording.at)",
                hint: "an approval is kept as it was given")
        case .alreadyFrozen(let evaluation, let recording):
            Diagnostic(
                .use,
                "the pairs of '\(evaluation)' were recorded by \(recording.by) at \(recording.at)",
                hint: "pairs are kept as they were formed; other terms of the matching make other pairs")
        case .postedMeanwhile(let contract, let settlement):
            Diagnostic(
                .use, "another settlement was posted while '\(settlement)' was made", pack: contract,
                hint: "settle again, so that its caps and claims know of it")
        case .alreadyPosted(let contract, let settlement, let recording):
            Diagnostic(
                .use,
                "settlement \(settlement) of \(contract) was posted by \(recording.by) at \(recording.at)",
                pack: contract,
                hint: "what was posted is never changed; later evidence gives an adjustment to it")
        }
    }
}

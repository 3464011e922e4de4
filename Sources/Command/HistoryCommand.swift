import ArgumentParser
import Foundation
import History
import Reports
import Store

/// The signatures of a workspace over the weeks.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Shows the signatures of a workspace over the weeks.",
    discussion: """
      Example:
        faultline history
        faultline history show SIG-4F2A
        faultline history diff 2025-W11 2025-W12
        faultline history note SIG-4F2A --name "refunds refused" --owner ann
      """,
    subcommands: [HistoryList.self, HistoryShow.self, HistoryDiff.self, HistoryNote.self, HistoryRuns.self],
    defaultSubcommand: HistoryList.self)
}

/// Where a workspace is, for commands that only read it.
struct WorkspaceOption: ParsableArguments {
  @Option(help: "The workspace. (default: the one that this folder is in)")
  var workspace: String?

  func validate() throws { try NamedPath.check(workspace: workspace) }

  /// Checks that a workspace that is named is there, for commands that may do without one.
  func checkNamed() throws {
    guard let workspace else { return }
    do {
      _ = try WorkspaceUse.find(workspace)
    } catch let error as StoreError {
      throw ValidationError("--workspace \(error.words)")
    }
  }

  func find() throws -> Workspace {
    guard let place = try WorkspaceUse.find(workspace) else {
      Message.error(
        "There is no workspace here; name one with --workspace, or make one with `faultline init`.")
      throw ExitCode.failure
    }
    return place
  }
}

/// All signatures.
struct HistoryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all signatures with their trend (the default).")

  @OptionGroup var place: WorkspaceOption

  @Flag(help: "Print one JSON object instead of the table.")
  var json = false

  func run() throws {
    let chronicle = try place.find().memory().chronicle()
    let text =
      json
      ? HistoryJSON(chronicle: chronicle).text
      : HistoryPage(chronicle: chronicle, width: Screen.width).overview
    print(text, terminator: "")
  }
}

/// One signature.
struct HistoryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a signature week by week.")

  @Argument(help: "Its id, such as SIG-4F2A.")
  var id: String

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let chronicle = try place.find().memory().chronicle()
    guard let page = HistoryPage(chronicle: chronicle).page(of: id) else {
      throw StoreError.unknownSignature(id: id)
    }
    print(page, terminator: "")
  }
}

/// Two weeks.
struct HistoryDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows two weeks side by side, and what changed between them.")

  @Argument(help: "The earlier week, such as 2025-W11, or a day of it.")
  var before: Week

  @Argument(help: "The later week.")
  var after: Week

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let workspace = try place.find()
    let chronicle = try workspace.memory().chronicle()
    let test = try workspace.settings().changeTest
    guard let page = HistoryPage(chronicle: chronicle).comparison(before, after, by: test) else {
      let known = chronicle.weeks.map(\.text).joined(separator: ", ")
      Message.error("Nothing is remembered of \(before.text) or \(after.text); there is: \(known).")
      throw ExitCode.failure
    }
    print(page, terminator: "")
  }
}

/// What people say of a signature.
struct HistoryNote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Gives a signature a name, severity, owner, note or criterion of your own; it keeps them.",
    discussion: "An empty text takes back what was given.")

  @Argument(help: "Its id, such as SIG-4F2A.")
  var id: String

  @Option(help: "What it is called instead of the mined name.")
  var name: String?

  @Option(help: "low, medium, high or critical.")
  var severity: String?

  @Option(help: "Who looks after it.")
  var owner: String?

  @Option(help: "What is to be said of it.")
  var note: String?

  @Option(help: "The criterion that asks for it.")
  var criterion: String?

  @OptionGroup var place: WorkspaceOption

  func validate() throws {
    let grades = ["low", "medium", "high", "critical", ""]
    if let severity, !grades.contains(severity) {
      throw ValidationError("--severity must be low, medium, high or critical.")
    }
    guard [name, severity, owner, note, criterion].contains(where: { $0 != nil }) else {
      throw ValidationError("Say what to keep, such as --name or --note.")
    }
  }

  func run() throws {
    let workspace = try place.find()
    let lock = try WorkspaceLock(workspace, job: "history note") { holder in
      Message.raw("faultline: waiting for \(workspace.path), in use by \(holder)\n")
      return true
    }
    let remarks = Chronicle.Remarks(
      name: name, severity: severity, owner: owner, note: note, criterion: criterion)
    try withExtendedLifetime(lock) { try workspace.memory().remark(remarks, on: id) }
  }
}

/// The runs that were recorded.
struct HistoryRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists the runs that were recorded.")

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    var table = MarkdownTable(columns: [
      (title: "Recorded", alignment: .left), (title: "Weeks", alignment: .left),
      (title: "Traces", alignment: .right), (title: "Signatures", alignment: .right),
      (title: "Version", alignment: .left),
    ])
    for run in try place.find().memory().runs() {
      let (first, last) = (run.weeks.first?.text ?? "—", run.weeks.last?.text ?? "—")
      table.append([
        run.recordedAt, first == last ? first : "\(first) to \(last)", "\(run.traceCount)",
        "\(run.signatureCount)", run.version,
      ])
    }
    print(table.markdown, terminator: "")
  }
}

extension Week: ExpressibleByArgument {
  /// Reads a week such as `2025-W11`, or that of a day.
  package init?(argument: String) { self.init(text: argument) }
}

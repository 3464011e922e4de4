import ArgumentParser
import Foundation
import Labels
import Queues
import Reports
import Sampling
import Statistics
import Store

/// Review items out to annotation tools, and labels home.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Sends review items to annotation tools and takes their labels home.",
    discussion: """
      Tools: \(QueueTool.allCases.map(\.rawValue).joined(separator: ", ")).

      Example:
        faultline queue export --to label-studio --budget 60 --out for-the-experts
        faultline queue import project-1.json
        faultline queue status
      """,
    subcommands: [QueueExportCommand.self, QueueImportCommand.self, QueueStatusCommand.self])
}

extension QueueTool: ExpressibleByArgument {}

/// Items out.
struct QueueExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the items of a report for an annotation tool.")

  @Argument(help: "The report, or its queue.jsonl. (default: the last one in the workspace's reports)")
  var report: String?

  @Option(name: .customLong("to"), help: "The tool.")
  var tool: QueueTool

  @Option(help: "The folder that is written. (default: queue-TOOL)")
  var out: String?

  @Option(help: "A criterion of the workspace that is asked; may be repeated. (default: all of them)")
  var criterion: [String] = []

  @Option(parsing: .unconditional, help: "The most items.")
  var budget: Int?

  @Option(parsing: .unconditional, help: "The most minutes of one reader.")
  var minutes: Double?

  @Option(parsing: .unconditional, help: "The words that a reader reads in a minute.")
  var readingSpeed = QueueSelection.usualWordsPerMinute

  @Option(help: "A file with verdicts of judges, which are shown as predictions; may be repeated.")
  var verdicts: [String] = []

  @Flag(help: "Show no verdicts.")
  var blind = false

  @Flag(help: "Send items that have their labels, too.")
  var again = false

  @OptionGroup var place: WorkspaceOption

  func validate() throws {
    try NamedPath.check(out: out, example: "for-the-experts")
    guard budget ?? 1 > 0 else { throw ValidationError("--budget must be 1 or more.") }
    guard minutes ?? 1 > 0, readingSpeed > 0 else {
      throw ValidationError("--minutes and --reading-speed must be above 0.")
    }
  }

  func run() throws {
    let workspace = try place.find()
    let lock = try place.lock(workspace, job: "queue export")
    try withExtendedLifetime(lock) { try export(from: workspace) }
  }

  private func export(from workspace: Workspace) throws {
    let memory = try workspace.memory()
    let criteria = try asked(of: workspace)
    let report = try self.report ?? QueueFiles.lastReport(of: workspace)
    let items = try QueueFiles.items(at: report)
    let labelled = again ? [] : try ReviewLabels(workspace, memory).labelledIDs(on: criteria)
    let selection = QueueSelection(itemLimit: budget, minutes: minutes, wordsPerMinute: readingSpeed)
      .selection(from: items, labelled: labelled)
    let earlier = Dictionary(try memory.queueItems().map { ($0.id, $0) }) { first, _ in first }
    let sent = selection.items.map { item in earlier[item.id].map(item.asLikely) ?? item }
    let out = self.out ?? "queue-" + tool.rawValue
    let export = QueueExport(
      items: sent, criteria: criteria, verdicts: try QueueFiles.verdicts(in: verdicts),
      isBlind: blind,
      name: "Review of \(QueueFiles.name(ofReport: report))")
    try export.files(for: tool).save(to: out.withoutEndSlashes)
    try memory.send(
      sent, asking: criteria, in: tool, at: ISO8601DateFormatter().string(from: Date()))
    print(
      """
      \(selection.items.count) items for \(tool.rawValue) in \(out), \
      asking \(criteria.map(\.name).joined(separator: ", ")).
      Left out: \(selection.labelledCount) labelled already, \(selection.similarCount) like others, \
      \(selection.beyondBudgetCount) beyond the budget.
      """)
  }

  /// The criteria named; else all that the workspace has of its own, else the one that is always there.
  private func asked(of workspace: Workspace) throws -> [Criterion] {
    let known = try workspace.criteria()
    for name in criterion where !known.contains(where: { $0.name == name }) {
      throw ValidationError(
        "No criterion \(name); there are: \(known.map(\.name).joined(separator: ", ")).")
    }
    if !criterion.isEmpty { return known.filter { criterion.contains($0.name) } }
    let own = known.filter { $0 != .overall }
    return own.isEmpty ? known : own
  }
}

/// Labels home.
struct QueueImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in the labels that tools wrote; which tool it was is known from the content.",
    discussion: """
      What was imported before changes nothing. Exit codes: 0 all was taken, 1 failed, 2 some answers could not \
      be taken; they are kept with their reasons.
      """)

  @Argument(help: "Files that a tool wrote, or a form or table that was filled in.")
  var files: [String]

  @Option(help: "Who filled in files that name nobody.")
  var annotator: String?

  @Flag(help: "Take answers of Argilla's nested export, which does not say whether they were discarded.")
  var acceptUnknownStatus = false

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let workspace = try place.find()
    let lock = try place.lock(workspace, job: "queue import")
    var rejectionCount = 0
    try withExtendedLifetime(lock) {
      let memory = try workspace.memory()
      let sent = try memory.queueItems()
      // The pages of a report have forms, too, whether their items were sent out or not.
      let ids = Set(sent.map(\.id))
      let reported = try QueueFiles.reportedItems(of: workspace).filter { !ids.contains($0.id) }
      let reader = LabelImport(
        items: sent + reported, criteria: try workspace.criteria(), annotator: annotator,
        trustsUnknownStatus: acceptUnknownStatus)
      // All files are read before any is taken in, so that a wrong one changes nothing.
      let read = try files.map { (file: $0, labels: try Self.read($0, by: reader)) }
      for (file, labels) in read {
        let now = ISO8601DateFormatter().string(from: Date())
        let labelled = Set(labels.labels.map(\.itemID))
        try memory.send(reported.filter { labelled.contains($0.id) }, asking: [], in: labels.tool, at: now)
        let intake = try memory.take(labels, file: file, at: now)
        Self.tell(labels, intake, file)
        rejectionCount += labels.rejections.count
      }
    }
    if rejectionCount > 0 { throw ExitCode(2) }
  }

  private static func read(_ file: String, by reader: LabelImport) throws -> ImportedLabels {
    guard let data = FileManager.default.contents(atPath: file) else {
      Message.error("\(file): cannot be read; check the name and the rights.")
      throw ExitCode.failure
    }
    do throws(LabelImportError) {
      return try reader.read(Array(data))
    } catch {
      Message.error("\(file): \(error.words)")
      throw ExitCode.failure
    }
  }

  private static func tell(_ labels: ImportedLabels, _ intake: Memory.LabelIntake, _ file: String) {
    print(
      Terminal.line(
        """
        \(file) (\(labels.tool.rawValue)): \(Figures.count(intake.newCount, "new label")), \(intake.changedCount) changed, \
        \(intake.knownCount) known, \(intake.withdrawnCount) withdrawn, \(labels.rejections.count) rejected.
        """))
    for reason in LeftOut.allCases {
      if let count = labels.leftOut[reason] { print("  left out: \(count) \(reason.rawValue)") }
    }
    if labels.labels.contains(where: \.isAnonymous) {
      print("  Some labels name nobody: they say nothing of the agreement between people.")
    }
    if let set = intake.setName { print("  label set \(set)") }
    for rejection in labels.rejections.prefix(10) {
      Message.warning("\(file): \(rejection.place): \(rejection.reason)")
    }
    if labels.rejections.count > 10 { Message.warning("\(file): and \(labels.rejections.count - 10) more") }
  }
}

extension LabelImportError {
  /// What is wrong, and what to do.
  var words: String {
    switch self {
    case .empty: "is empty."
    case .unknownFormat:
      "is of no tool that is known; export JSON, or fill in a file of `faultline queue export`."
    case .notJSON(let line, let reason): "line \(line): \(reason)."
    }
  }
}

/// How far the review is.
struct QueueStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how many items are open and labelled, by whom, and how long the rest will take.")

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let workspace = try place.find()
    let memory = try workspace.memory()
    let labels = try ReviewLabels(workspace, memory)
    let status = QueueStatus(questions: try memory.questions(), labels: labels.fresh)
    print("Items: \(status.itemCount), of which \(status.openItemCount) open.")
    print("Labels: \(status.labelCount)\(labels.staleCount > 0 ? ", and \(labels.staleCount) stale" : "").")
    for annotator in status.annotators { print(Terminal.line("  \(annotator.name): \(annotator.count)")) }
    if let agreement = status.agreement {
      print(
        "Agreement: \(Figures.percent(agreement)) of \(status.pairCount) pairs of labels by two people are equal."
      )
    } else {
      print("Agreement: — (no two people labelled the same item)")
    }
    let items = try memory.queueItems()
    for criterion in try workspace.criteria() {
      guard let share = ReviewShare.failing(criterion, items: items, labels: labels.fresh) else { continue }
      let (lower, upper) = (Figures.percent(share.interval.lower), Figures.percent(share.interval.upper))
      print(
        "Fail on \(criterion.name): \(Figures.percent(share.value)) of what was mined, from \(lower) to \(upper)."
      )
    }
    if let minutes = status.minutesLeft, let pace = status.secondsPerItem {
      print(
        "Left: about \(Figures.count(Int(minutes.rounded(.up)), "minute")), at \(Int(pace.rounded())) seconds an item."
      )
    } else {
      print("Left: — (no tool has told yet how long an item takes)")
    }
  }
}

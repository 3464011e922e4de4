import ArgumentParser
import Labels
import Queues
import Reports
import Store

/// The labels that came home, as immutable sets.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Shows the label sets of a workspace: each is named by its content and never changes.",
    discussion: """
      Example:
        faultline labels list
        faultline labels show L-3f2a9c01 > labels.jsonl
        faultline labels diff L-3f2a9c01 L-77b0de42
      """,
    subcommands: [LabelsList.self, LabelsShow.self, LabelsDiff.self], defaultSubcommand: LabelsList.self)
}

/// All sets.
struct LabelsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the label sets, the latest last (the default).")

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let sets = try place.find().memory().labelSets()
    guard !sets.isEmpty else {
      return print(
        "There are no label sets yet: `faultline queue import` makes one of the labels that came home.")
    }
    var table = MarkdownTable(columns: [
      (title: "Set", alignment: .left), (title: "Made", alignment: .left),
      (title: "Labels", alignment: .right),
      (title: "Annotators", alignment: .right), (title: "Criteria", alignment: .left),
    ])
    for set in sets {
      table.append([
        set.name, set.madeAt, "\(set.labelCount)", "\(set.annotatorCount)",
        set.criteria.joined(separator: ", "),
      ])
    }
    print(table.markdown, terminator: "")
  }
}

/// One set.
struct LabelsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the labels of a set as lines that `align` and `calibrate` read.")

  @Argument(help: "The set, or the first letters of its name. (default: all labels that are current)")
  var name: String?

  @Flag(help: "Name items by their traces, as judges do.")
  var byTrace = false

  @Flag(help: "Print labels too whose trace or criterion has changed since.")
  var stale = false

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let workspace = try place.find()
    let memory = try workspace.memory()
    let labels = try ReviewLabels(workspace, memory, set: name)
    let shown = labels.fresh + (stale ? labels.stale : [])
    print(LabelLines.text(of: shown, items: try memory.queueItems(), isByTrace: byTrace), terminator: "")
    if !stale, labels.staleCount > 0 {
      Message.raw(
        """
        faultline: \(labels.staleCount) labels are stale (their trace or criterion has changed) and were left out; \
        --stale prints them too\n
        """)
    }
  }
}

/// Two sets.
struct LabelsDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Shows what changed from one label set to another.")

  @Argument(help: "The earlier set.")
  var before: String

  @Argument(help: "The later set.")
  var after: String

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let memory = try place.find().memory()
    let comparison = LabelComparison(
      before: try memory.labels(inSet: before).map(\.label),
      after: try memory.labels(inSet: after).map(\.label))
    for label in comparison.added { print(Terminal.line("+ \(Self.words(label))")) }
    for label in comparison.removed { print(Terminal.line("- \(Self.words(label))")) }
    for (old, new) in comparison.changed { print(Terminal.line("~ \(Self.words(old)) → \(new.label)")) }
    print(
      """
      \(comparison.added.count) added, \(comparison.removed.count) removed, \(comparison.changed.count) changed.
      """)
  }

  private static func words(_ label: ReturnedLabel) -> String {
    "\(label.itemID) \(label.criterion) \(label.annotator): \(label.label)"
  }
}

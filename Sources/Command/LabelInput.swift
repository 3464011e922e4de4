import Alignment
import ArgumentParser
import Foundation
import Ingest
import Labels
import Queues
import Reports
import Statistics
import Store

/// The label files of `align` and `calibrate`, and how their labels are read.
struct LabelInput: ParsableArguments {
  @Argument(
    help: "Label files, CSV or JSONL: item_id, criterion, annotator, role, label; - is standard input.")
  var files: [String]

  @Option(help: "A file with the labels, their order and the scale of each criterion.")
  var scales: String?

  @Option(help: "The set in the scale file; by default the one named like the first label file.")
  var set: String?

  @Flag(help: "Reduce thumbs, stars and scores to pass and fail.")
  var passFail = false

  @Option(
    parsing: .unconditional,
    help: "The score from which a verdict passes, with --pass-fail. (default: 0.5)")
  var threshold: Double?

  @Option(
    help: """
      Labels of the workspace, too: a set such as L-3f2a9c01, or `current`. (default: current, if the files hold no \
      label of a person)
      """)
  var labelSet: String?

  @Flag(help: "The verdicts name items of --label-set by their traces.")
  var byTrace = false

  @Flag(help: "Take stale labels of --label-set, whose trace or criterion has changed since.")
  var stale = false

  @OptionGroup var place: WorkspaceOption

  @Option(help: "Only this criterion; may be repeated.")
  var criterion: [String] = []

  @Option(help: "Only this judge; may be repeated.")
  var judge: [String] = []

  /// The name of the set: as asked for, or that of the first file.
  var setName: String {
    if let set { return set }
    let name = files.first.map { URL(filePath: $0).deletingPathExtension().lastPathComponent } ?? ""
    return name == "-" ? "" : name
  }

  func validate() throws {
    guard threshold?.isFinite ?? true else { throw ValidationError("--threshold must be a number.") }
    guard threshold == nil || passFail else {
      throw ValidationError("--threshold goes with --pass-fail; give both, or leave it out.")
    }
    // Files that hold people's labels need none, but who names one counts on it.
    try place.checkNamed()
    guard files.filter({ $0 == "-" }).count < 2 else {
      throw ValidationError("Standard input (-) can be read once only.")
    }
  }

  /// How labels and scores are reduced to pass and fail; `nil` where they are not.
  var passRule: PassRule? { passFail ? PassRule(threshold: threshold ?? Self.usualThreshold) : nil }

  private static let usualThreshold = 0.5

  /// Label files as they were read.
  struct Reading {
    let table: LabelTable
    let ratings: [Ratings]

    /// The label set of the workspace that was taken too; `nil` where none was asked for.
    let labelSet: LabelSetUse?
  }

  /// Reads the files and sorts the labels; what could not be read is said on standard error.
  func read() throws -> Reading {
    var table = try labels()
    let (used, criteria) = try addLabelSet(to: &table)
    var scaleByCriterion = criteria
    table.separateVersions()
    if let scales {
      let file = try scaleFile(at: scales)
      for name in table.criteria.texts { scaleByCriterion[name] = file.scale(of: name, set: setName) }
    }
    let reader = RatingsReader(scales: scaleByCriterion, passRule: passRule)
    let all = reader.ratings(in: table)
    try checkSizes(of: all)
    try check(criterion, among: all.map(\.criterion), "criterion")
    try check(judge, among: all.flatMap(\.judges), "judge")
    return Reading(
      table: table, ratings: all.filter { criterion.isEmpty || criterion.contains($0.criterion) },
      labelSet: used)
  }

  /// Reads the rows of the files.
  func labels() throws -> LabelTable {
    var table = LabelTable()
    for file in files {
      let bytes = try bytes(of: file)
      do {
        try table.append(bytes, file: file)
      } catch {
        throw said(error)
      }
    }
    LabelMessages.report(table)
    return table
  }

  /// Adds the labels of the workspace.
  ///
  /// - Returns: The set, and the scales of its criteria by name.
  private func addLabelSet(
    to table: inout LabelTable
  ) throws -> (used: LabelSetUse?, scales: [String: LabelScale]) {
    guard let workspace = try labelSet == nil ? workspaceForVerdicts(table) : place.find() else {
      return (nil, [:])
    }
    let labelSet = self.labelSet ?? "current"
    let memory = try workspace.memory()
    let asked = labelSet == "current" ? nil : labelSet
    let labels = try ReviewLabels(workspace, memory, set: asked)
    let taken = labels.fresh + (stale ? labels.stale : [])
    guard !taken.isEmpty else {
      if self.labelSet == nil { return (nil, [:]) }
      Message.error(LabelMessages.nothingInSet(staleCount: labels.staleCount))
      throw ExitCode.failure
    }
    if self.labelSet == nil {
      Message.raw("faultline: no label of a person in the files; those of the workspace are taken\n")
    }
    let lines = LabelLines.text(of: taken, items: try memory.queueItems(), isByTrace: byTrace)
    do {
      try table.append(Array(lines.utf8), file: labelSet)
    } catch {
      throw said(error)
    }
    if !stale, labels.staleCount > 0 {
      Message.warning("\(labels.staleCount) labels are stale and were left out; --stale takes them.")
    }
    let used = try memory.labelSetName(asked).map {
      LabelSetUse(name: $0, staleLeftOutCount: stale ? 0 : labels.staleCount)
    }
    let scales = try workspace.criteria().map { ($0.name, $0.scale) }
    return (used, Dictionary(scales) { first, _ in first })
  }

  /// The workspace, if there is one and the files hold verdicts alone.
  private func workspaceForVerdicts(_ table: LabelTable) throws -> Workspace? {
    guard table.count > 0, table.isJudge.allSatisfy({ $0 }) else { return nil }
    return try WorkspaceUse.find(place.workspace)
  }

  private func check(_ asked: [String], among known: [String], _ what: String) throws {
    for name in asked where !known.contains(name) {
      let names = Set(known).sorted().joined(separator: ", ")
      throw ValidationError("No \(what) \(name) in the labels; there are: \(names).")
    }
  }

  private func scaleFile(at path: String) throws -> ScaleFile {
    let bytes = try bytes(of: path)
    do {
      return try ScaleFile(bytes, file: path)
    } catch {
      throw said(error)
    }
  }

  private func checkSizes(of ratings: [Ratings]) throws {
    for criterion in ratings where criterion.scale.isGuessed {
      let count = criterion.scale.labels.count
      guard count <= LabelScale.mostGuessedLabels else {
        throw said(.tooManyLabels(criterion: criterion.criterion, count: count))
      }
    }
  }

  /// Says what is wrong with a file; the error that ends the run.
  private func said(_ error: LabelFileError) -> ExitCode {
    Message.error(LabelMessages.text(error))
    return .failure
  }

  private func bytes(of path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    do {
      // Foundation reads no pipe by its path, not even one that a shell hands over as `<(…)`.
      if path.namesOpenFile, let pipe = FileHandle(forReadingAtPath: path) {
        return Array(try pipe.readToEnd() ?? Data())
      }
      return Array(try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe))
    } catch {
      Message.error("\(path) cannot be read; check the name and the rights.")
      throw ExitCode.failure
    }
  }
}

/// What is said of label files, in words.
enum LabelMessages {
  static let nothingCompared =
    "Nothing could be compared: no item has both a reference label and a readable verdict."

  static func nothingInSet(staleCount: Int) -> String {
    staleCount == 0
      ? "There are no labels in it; `faultline queue import` takes them home."
      : "All of its labels (\(staleCount)) are stale, since their traces or criteria have changed; --stale takes them."
  }

  static func text(_ error: LabelFileError) -> String {
    switch error {
    case .empty(let file): "\(file) is empty."
    case .missingColumns(let file, let columns):
      "\(file) lacks the column \(columns.joined(separator: ", ")); a label file has item_id, annotator, role and label, and best criterion too."
    case .noRows(let file): "\(file) has a header and no rows."
    case .badScales(let file, let reason): "\(file) gives no scales: \(reason)."
    case .tooManyLabels(let criterion, let count):
      "\(criterion) has \(count) different labels; list those that count with --scales, or reduce scores with --pass-fail."
    }
  }

  /// Says on standard error what rows were left out.
  static func report(_ table: LabelTable) {
    for rejection in table.rejections.prefix(5) {
      Message.warning("\(rejection.file):\(rejection.line): \(rejection.reason.rawValue)")
    }
    let count = table.rejectionCount + table.fieldRejectionCount
    if count > 5 { Message.warning("and \(count - 5) more of the kind") }
    if table.rejectionCount > 0 {
      Message.warning("\(table.rejectionCount) rows are no labels and were left out; mend them and run again")
    }
  }
}

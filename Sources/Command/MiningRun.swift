import ArgumentParser
import ContentHash
import Foundation
import History
import Ingest
import JSONBytes
import Pipeline
import Reports
import Store
import Traces

/// A mining run from paths to a report on disk: read, mine, read back the text that is shown, save.
struct MiningRun {
  let paths: [String]
  let out: String?
  let scope: MiningPlan.Scope
  let signatureCount: Int?
  let minimumSupport: Int?
  let outcomeField: String?
  let map: TraceMap?
  let seed: UInt64
  let threadCount: Int?
  let redacts: Bool
  let title: String
  let showsProgress: Bool
  var memory: WorkspaceUse?
  var week: Week?

  /// The traces, by their hashed names, that evaluators of the workspace failed, and those that are looked at; `nil`
  /// for all.
  var failedNames: Set<UInt64> = []
  var drawnNames: Set<UInt64>?

  func run() throws -> MiningResult {
    try ProcessLimits.check()
    if out != nil || memory == nil { try checkPlace(of: out ?? Self.defaultOut) }
    var clock = StageClock()
    let found = Discovery.traceFiles(at: paths)
    if showsProgress { found.noteLeftOut() }
    guard !found.files.isEmpty else {
      Message.error(
        found.failures.isEmpty
          ? "Nothing to read. Name files that hold traces."
          : "Nothing was read: none of what was named could be.")
      throw ExitCode.failure
    }
    let plan = plan(for: found.files)
    var collection = try read(found.files, plan: plan, clock: &clock)
    warnOfUnread(collection)
    warnOfUndivided(collection, found.files)
    warnOfOutcomeField(collection)
    noteOutcomes(collection, found.files)
    guard collection.traceCount > 0 else { throw nothingRead(collection, found.files) }
    let inputKey = WorkspaceUse.inputKey(of: inputs(of: found.files, collection))
    try memory?.leaveOutKnown(&collection, inputKey: inputKey)
    guard collection.traceCount > 0 else { throw nothingNew() }
    let mining = SignatureMining(plan: plan, collection: collection)
    let weighed = mining.weighed()
    clock.mark("features")
    let mined = try mining.mine(weighed)
    clock.mark("cluster")
    let traces = try readBack(mined, of: found.files)
    var report = mined.report(frame(of: found.files, plan: plan, collection), traces: traces)
    let runWeek = RunWeek(
      named: week, of: collection.ledger, today: Week(holdingSecond: Date().timeIntervalSince1970))
    if let memory {
      report = try memory.remember(mined, report, inputKey: inputKey, week: runWeek, redacts: redacts)
      clock.mark("memory")
    }
    let out =
      self.out ?? memory.map { "\($0.workspace.path)/reports/\(runWeek.week.text)" } ?? Self.defaultOut
    try save(report, to: out)
    clock.mark("report")
    return MiningResult(
      report: report, seconds: clock.seconds, reportPath: out.withoutEndSlashes + "/README.md",
      wantedCount: signatureCount, failedPathCount: found.failures.count, redacts: redacts)
  }

  func plan(for files: [SourceFile]) -> MiningPlan {
    var plan = MiningPlan(
      scope: scope, signatureCount: signatureCount, minimumSupport: minimumSupport,
      outcomes: OutcomeRule(field: outcomeField), map: map, seed: seed,
      threadCount: workerCount,
      inputByteCount: files.reduce(0) { $0 + $1.byteCount })
    (plan.failedNames, plan.drawnNames, plan.redacts) = (failedNames, drawnNames, redacts)
    return plan
  }

  var workerCount: Int { threadCount ?? ProcessInfo.processInfo.activeProcessorCount }

  func read(_ files: [SourceFile], plan: MiningPlan, clock: inout StageClock) throws
    -> TraceCollection
  {
    var collection = TraceCollection(keepsLedger: memory != nil)
    let reading = TraceReading(
      intake: TraceIntake(plan: plan, paths: files.map(\.path)), threadCount: plan.threadCount,
      showsProgress: showsProgress)
    try reading.read(files) { collection.add($0) }
    collection.finish(threadCount: plan.threadCount)
    clock.mark("read")
    return collection
  }

  /// Names once the fields that look like content and are not read.
  private func warnOfUnread(_ collection: TraceCollection) {
    let fields = collection.unreadFields.sorted()
    guard !fields.isEmpty, showsProgress else { return }
    let names = fields.prefix(5).joined(separator: ", ") + (fields.count > 5 ? ", …" : "")
    Message.warning(
      "fields that look like content are in no turn: \(names); `faultline inspect` shows what was understood")
  }

  /// Says that no outcome stands where the user says.
  private func warnOfOutcomeField(_ collection: TraceCollection) {
    guard let outcomeField, collection.traceCount > 0, collection.knownOutcomeCount == 0 else { return }
    Message.warning(
      """
      no record has an outcome at \(outcomeField.isEmpty ? "an empty name" : outcomeField); all outcomes are \
      taken as unknown. An outcome is true or false, a score, or a word such as passed or failed; \
      check --outcome-field
      """)
  }

  /// Says where outcomes may stand, if none is known and nobody said where they are.
  private func noteOutcomes(_ collection: TraceCollection, _ files: [SourceFile]) {
    guard showsProgress, outcomeField == nil, map == nil, collection.traceCount > 0,
      collection.knownOutcomeCount == 0,
      let hint = OutcomeHint(of: files)
    else { return }
    Message.note(hint.words)
  }

  /// Names the longest trace that is all messages of a file only because none of them names its conversation.
  private func warnOfUndivided(_ collection: TraceCollection, _ files: [SourceFile]) {
    guard showsProgress, let most = collection.longestUndivided else { return }
    Message.warning(
      """
      \(files[most.fileIndex].path): \(Figures.count(most.count)) messages are one trace, since none names its \
      conversation; a field such as conversation_id divides them
      """)
  }

  func nothingRead(_ collection: TraceCollection, _ files: [SourceFile]) -> any Error {
    for rejection in collection.rejections.prefix(5) {
      let path = files[rejection.fileIndex].path
      Message.warning("\(path), line \(rejection.line), byte \(rejection.offset): \(rejection.reason)")
    }
    Message.error(NothingRead(recordCount: collection.recordCount, files: files).message)
    return ExitCode.failure
  }

  /// Reads again the traces that the report shows.
  func readBack(_ mined: MinedSignatures, of files: [SourceFile]) throws -> [Int: Trace] {
    let places = mined.wantedRows.map { mined.place(ofRow: $0) }
    let found = try TraceReadBack(files: files, outcomes: OutcomeRule(field: outcomeField), map: map)
      .traces(at: places)
    var traces: [Int: Trace] = [:]
    for (row, trace) in zip(mined.wantedRows, found) { traces[row] = trace }
    return traces
  }

  private func nothingNew() -> any Error {
    Message.raw("faultline: every trace was counted in an earlier run; nothing is new\n")
    return ExitCode.success
  }

  func inputs(of files: [SourceFile], _ collection: TraceCollection) -> [RunReport.Input] {
    files.map { file in
      let digits = String(collection.fileHashes[file.index] ?? 0, radix: 16)
      let hash = String(repeating: "0", count: 16 - digits.count) + digits
      return RunReport.Input(path: file.path, byteCount: file.byteCount, hash: hash)
    }
  }

  func frame(of files: [SourceFile], plan: MiningPlan, _ collection: TraceCollection) -> ReportFrame {
    var settings = [
      ("only", scope.rawValue), ("signatures", signatureCount.map(String.init) ?? "chosen by the data"),
      ("min-support", minimumSupport.map(String.init) ?? "default"),
      ("outcome-field", outcomeField ?? "of the format"), ("seed", String(seed)),
      ("redaction", redacts ? "on" : "off"),
    ]
    if let map { settings.append(("map", "\(map.name) \(map.contentHash)")) }
    if !collection.evaluatorFailures.isEmpty {
      let names = collection.evaluatorFailures.sorted().map { String($0, radix: 16) }.joined(separator: "\n")
      let hash = ContentHash.hexadecimal(of: Array(names.utf8)).prefix(8)
      settings.append(("evaluator-failures", "\(collection.evaluatorFailures.count) \(hash)"))
    }
    return ReportFrame(
      title: title, version: Version.number, settings: settings, inputs: inputs(of: files, collection))
  }

  private static let defaultOut = "Reports/run"

  /// Refuses a place that no report could take before the hour that the rest may need.
  private func checkPlace(of out: String) throws {
    try AtomicFolder(path: out, marker: EarlierReport.manifest).check()
    try refuseForeign(out, earlier: out)
  }

  /// Refuses a folder whose manifest is not of a report.
  private func refuseForeign(_ out: String, earlier: String) throws {
    let manifest = earlier + "/" + EarlierReport.manifest
    guard !FileManager.default.fileExists(atPath: manifest) || EarlierReport.isOurs(manifest) else {
      throw IngestError.foreignFolder(path: out)
    }
  }

  private func save(_ report: RunReport, to out: String) throws {
    let pages = report.pages(redacting: redacts, threadCount: workerCount)
    var edited: [String] = []
    let kept = try AtomicFolder(path: out, marker: EarlierReport.manifest).replace { earlier in
      try refuseForeign(out, earlier: earlier)
      edited = EarlierReport(path: earlier).editedFiles()
      return !edited.isEmpty
    } _: { draft in
      for page in pages { try draft.write(page.text, to: page.path) }
    }
    guard let kept else { return }
    let count = edited.count == 1 ? "1 file" : "\(Figures.count(edited.count)) files"
    Message.note(
      """
      \(count) of the earlier report had been changed or added by hand, such as \(edited[0]); that report is kept \
      in \(kept)
      """)
  }
}

extension String {
  /// A folder's path without the slashes that shells add to its name; of the root its own remains.
  var withoutEndSlashes: String {
    let name = String(reversed().drop { $0 == "/" }.reversed())
    return name.isEmpty && !isEmpty ? "/" : name
  }
}

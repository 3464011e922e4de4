import ContentHash
import Foundation
import History
import Pipeline
import Reports
import Store

/// A workspace that a run is remembered in: what other runs have counted is left out, what is found is recorded.
struct WorkspaceUse {
  let workspace: Workspace
  let settings: WorkspaceSettings
  let memory: Memory

  /// Held until the run has ended.
  private let lock: WorkspaceLock

  /// Opens a workspace for a job.
  ///
  /// - Parameters:
  ///   - path: Where it is; `nil` for the one that the current folder is in, if any.
  ///   - waits: Whether another job is waited for.
  /// - Returns: `nil` if no path is named and there is no workspace.
  static func open(at path: String?, job: String, waits: Bool) throws -> WorkspaceUse? {
    try find(path).map { try WorkspaceUse($0, job: job, waits: waits) }
  }

  /// Opens a workspace for a job.
  ///
  /// - Parameter waits: Whether another job is waited for.
  init(_ workspace: Workspace, job: String, waits: Bool) throws {
    self.workspace = workspace
    settings = try workspace.settings()
    lock = try WorkspaceLock(workspace, job: job) { holder in
      if waits { Message.raw("faultline: waiting for \(workspace.path), in use by \(holder)\n") }
      return waits
    }
    memory = try workspace.memory()
  }

  /// The workspace at a path, or the one that the current folder is in; a folder that was removed is in none.
  static func find(_ path: String?) throws -> Workspace? {
    guard let path else {
      // Foundation ends the process where the current folder is gone.
      guard let folder = unsafe getcwd(nil, 0) else { return nil }
      defer { unsafe free(folder) }
      return unsafe Workspace.find(from: String(cString: folder))
    }
    return try Workspace(at: path.withoutEndSlashes)
  }

  // MARK: Runs

  /// The key of a run's inputs: the hash of their content, in whatever order they were named.
  static func inputKey(of inputs: [RunReport.Input]) -> String {
    let lines = inputs.map { "\($0.hash) \($0.byteCount)\n" }.sorted()
    return ContentHash.hexadecimal(of: Array(lines.joined().utf8))
  }

  /// Leaves out the traces that other runs have counted.
  func leaveOutKnown(_ collection: inout TraceCollection, inputKey: String) throws {
    let names = collection.ledger?.entries.map(\.name) ?? []
    let order = names.indices.sorted { names[$0] < names[$1] }
    let marks = try memory.areRecorded(order.map { names[$0] }, except: inputKey)
    var isKnown = [Bool](repeating: false, count: names.count)
    for (place, mark) in zip(order, marks) where mark { isKnown[place] = true }
    if marks.contains(true) { collection.leaveOut(isKnown) }
  }

  /// What a run would be remembered as.
  private func summary(
    _ mined: MinedSignatures, _ report: RunReport, inputKey: String, week: RunWeek, redacts: Bool
  ) -> RunSummary {
    let plan = report.settings.map { "\($0.name)=\($0.value)\n" }.joined() + report.version
    let forced = week.isForced ? week.week.text : ""
    return mined.summary(
      of: report, inputKey: inputKey, planKey: ContentHash.hexadecimal(of: Array((plan + forced).utf8)),
      recordedAt: ISO8601DateFormatter().string(from: Date()), week: week, redaction: Redaction(isOn: redacts)
    )
  }

  private var matching: IdentityMatching {
    IdentityMatching(threshold: settings.identityThreshold ?? IdentityMatching.defaultThreshold)
  }

  /// What a run would change, without recording it.
  func rehearse(
    _ mined: MinedSignatures, _ report: RunReport, inputKey: String, week: RunWeek, redacts: Bool
  ) throws -> (recorded: RecordedRun, chronicle: Chronicle) {
    try memory.rehearse(
      summary(mined, report, inputKey: inputKey, week: week, redacts: redacts), matching: matching,
      test: settings.changeTest)
  }

  /// Records a run.
  ///
  /// - Returns: The report with lasting ids and what changed.
  func remember(
    _ mined: MinedSignatures, _ report: RunReport, inputKey: String, week: RunWeek, redacts: Bool
  ) throws -> RunReport {
    let summary = summary(mined, report, inputKey: inputKey, week: week, redacts: redacts)
    let recorded = try memory.record(summary, matching: matching, test: settings.changeTest)
    if recorded.isKnown {
      Message.raw("faultline: this run is remembered already; nothing was counted twice\n")
    }
    guard let last = recorded.week else { return report }
    return report.remembering(
      RunReport.Memory(chronicle: try memory.chronicle(), week: last), ids: recorded.ids)
  }
}

extension WorkspaceSettings {
  /// The test of changes as the settings have it.
  var changeTest: ChangeTest {
    let standard = ChangeTest()
    return ChangeTest(
      falseDiscoveryRate: falseDiscoveryRate ?? standard.falseDiscoveryRate,
      baselineLimit: baselineWeekCount ?? standard.baselineLimit)
  }
}

extension StoreError {
  /// What went wrong, where, and what to do.
  var words: String {
    switch self {
    case .noWorkspace(let path), .noFile(let path), .missingDatabase(let path), .damaged(let path, _),
      .foreign(let path),
      .newer(let path), .settings(let path, _, _), .locked(let path, _), .unwritable(let path, _),
      .full(let path), .database(let path, _), .criterion(let path, _, _), .evaluator(let path, _, _):
      "\(path): \(reason)"
    case .unknownSignature, .unknownLabelSet, .unknownEvaluator: reason
    }
  }
}

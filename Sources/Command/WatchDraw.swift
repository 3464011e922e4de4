import Foundation
import History
import Ingest
import Pipeline
import Reports
import Sampling
import Store
import Traces

/// The new traces of some files, and which of them are watched.
struct WatchDraw {
  /// How the drawn traces were drawn, by their hashed names.
  let sample: [UInt64: DrawnTrace]

  /// The hashed names of all new traces, by week, and how each of them ended as its export says.
  let names: [Week: [UInt64]]
  let outcomes: [UInt64: Outcome]

  /// The week of traces that do not tell their time.
  let week: Week

  /// The signatures that the workspace knows and that are neither new nor back.
  let settledSignatures: Set<String>
  let rejectionCount: Int

  var traceCount: Int { outcomes.count }

  /// Draws from the traces of files that no earlier pass has met.
  ///
  /// Which signature a trace belongs to, a rehearsal of the mining run over the same files tells: traces of signatures
  /// that are new, back or growing by it are drawn with the larger share.
  ///
  /// - Throws: If there is no trace in the files.
  init(
    of files: [SourceFile], by run: MiningRun, _ use: WorkspaceUse, share: Double, changedShare: Double,
    today: Week
  ) throws {
    let plan = run.plan(for: files)
    var clock = StageClock()
    var collection = try run.read(files, plan: plan, clock: &clock)
    guard collection.traceCount > 0 else { throw run.nothingRead(collection, files) }
    rejectionCount = collection.rejections.count
    let entries = collection.ledger?.entries ?? []
    let runWeek = RunWeek(named: nil, of: collection.ledger, today: today)
    let order = entries.map(\.name).sorted()
    let known = Set(zip(order, try use.memory.areWatched(order)).filter(\.1).map(\.0))
    let new = entries.filter { !known.contains($0.name) }
    week = runWeek.week
    names = Dictionary(grouping: new) { runWeek.week(of: $0.startedAt) }.mapValues { $0.map(\.name) }
    outcomes = Dictionary(new.map { ($0.name, $0.outcome) }) { first, _ in first }
    guard !new.isEmpty else {
      (sample, settledSignatures) = ([:], [])
      return
    }
    let signatures = try Self.signatures(of: &collection, files, by: run, plan, use, runWeek)
    let all = HashedDraw(share: share)
    let changed = HashedDraw(share: changedShare)
    var sample: [UInt64: DrawnTrace] = [:]
    for entry in new {
      let signature = signatures.byName[entry.name]
      let draw = signature.map { signatures.changed.contains($0) } ?? false ? changed : all
      guard draw.takes(entry.name) else { continue }
      sample[entry.name] = DrawnTrace(
        inclusionProbability: draw.share,
        signatureID: signature.flatMap { signatures.known.contains($0) ? $0 : nil })
    }
    self.sample = sample
    settledSignatures = signatures.known.subtracting(signatures.newOrBack)
  }

  /// The signatures of traces by their hashed names, and what became of the signatures.
  private struct Found {
    var byName: [UInt64: String] = [:]
    var known: Set<String> = []
    var newOrBack: Set<String> = []
    var changed: Set<String> = []
  }

  private static func signatures(
    of collection: inout TraceCollection, _ files: [SourceFile], by run: MiningRun, _ plan: MiningPlan,
    _ use: WorkspaceUse, _ week: RunWeek
  ) throws -> Found {
    let inputKey = WorkspaceUse.inputKey(of: run.inputs(of: files, collection))
    try use.leaveOutKnown(&collection, inputKey: inputKey)
    guard collection.traceCount > 0 else { return Found() }
    let mining = SignatureMining(plan: plan, collection: collection)
    let mined = try mining.mine(mining.weighed())
    let frame = run.frame(of: files, plan: plan, collection)
    let report = mined.report(frame, traces: try run.readBack(mined, of: files))
    let known = Set(try use.memory.chronicle().entries.map(\.id))
    let (recorded, chronicle) = try use.rehearse(
      mined, report, inputKey: inputKey, week: week, redacts: run.redacts)
    var found = Found(byName: mined.evidenceIDByName.compactMapValues { recorded.ids[$0] }, known: known)
    guard let last = recorded.week.flatMap(chronicle.weeks.firstIndex) else { return found }
    for entry in chronicle.entries {
      switch entry.changes[last]?.kind {
      case .new, .back:
        found.newOrBack.insert(entry.id)
        found.changed.insert(entry.id)
      case .growing: found.changed.insert(entry.id)
      default: continue
      }
    }
    return found
  }
}

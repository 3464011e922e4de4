import Alignment
import Evaluators
import Foundation
import Ingest
import Pipeline
import Reports
import Traces

/// What the failed traces of a pass have in common, evaluator by evaluator.
struct WatchClusters {
  /// Reads the drawn traces, whatever their outcome.
  let run: MiningRun
  let files: [SourceFile]
  let draw: WatchDraw

  /// The failed traces of a score that are handed over, by their ids.
  let handedOver: [String: Set<String>]

  private static let exampleLimit = 5

  /// The clusters, the largest of each evaluator first; none where too few traces failed.
  func clusters(of scores: [Score]) throws -> [WatchCluster] {
    let byEvaluator = Dictionary(grouping: scores.filter { $0.passed != nil }, by: \.evaluator)
    guard byEvaluator.values.contains(where: { $0.contains { $0.passed == false } }) else { return [] }
    var own = run
    own.drawnNames = Set(draw.sample.keys)
    own.memory = nil
    var clock = StageClock()
    let plan = own.plan(for: files)
    let collection = try own.read(files, plan: plan, clock: &clock)
    let mining = DisagreementMining(seed: own.seed, threadCount: own.workerCount)
    return try byEvaluator.sorted { $0.key < $1.key }.flatMap { evaluator, scores in
      let failed = Set(scores.filter { $0.passed == false }.map(\.traceID))
      let passed = Set(scores.filter { $0.passed == true }.map(\.traceID))
      let found = Disagreements(contradicted: failed, agreed: passed)
      guard let mined = try mining.mined(found, from: collection) else { return [WatchCluster]() }
      let traces = try own.readBack(mined, of: files)
      let report = mined.report(own.frame(of: files, plan: plan, collection), traces: traces)
      let signatures = Dictionary(scores.map { ($0.traceID, $0.signatureID) }) { first, _ in first }
      return report.disagreementClusters(exampleLimit: .max).map { cluster in
        WatchCluster(
          evaluator: evaluator, name: cluster.name, failures: cluster.disagreementCount,
          traces: cluster.itemCount, signature: signature(of: cluster.examples, signatures),
          handedOver: cluster.examples.count { handedOver[evaluator]?.contains($0) ?? false },
          examples: Array(cluster.examples.prefix(Self.exampleLimit)))
      }
    }
  }

  /// The signature that most of the traces belong to, unless it is new itself.
  private func signature(of traces: [String], _ signatures: [String: String?]) -> String? {
    var counts: [String: Int] = [:]
    for trace in traces {
      if let signature = signatures[trace] ?? nil { counts[signature, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let most, most.value * 2 > traces.count, draw.settledSignatures.contains(most.key) else {
      return nil
    }
    return most.key
  }
}

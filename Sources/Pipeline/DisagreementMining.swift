package import Alignment
package import LinearAlgebra
package import Reports
internal import Signatures
internal import Traces

/// Finds what the traces have in common on which a judge contradicts people: they are mined as failures are, against
/// those on which it agrees.
package struct DisagreementMining: Sendable {
  private let plan: MiningPlan

  /// - Parameter seed: The seed of all random choices.
  package init(seed: UInt64 = 1, threadCount: Int = 1) {
    plan = MiningPlan(seed: seed, threadCount: threadCount)
  }

  /// The fewest contradicted traces in which anything can recur.
  private static let leastCount = 6

  /// Divides the traces on which the judge contradicts people.
  ///
  /// - Parameter collection: The traces of the items, each with a row.
  /// - Returns: `nil` if too few of the contradicted items have a trace.
  package func mined(
    _ disagreements: Disagreements, from collection: TraceCollection
  ) throws(LinearAlgebraError) -> MinedSignatures? {
    let chosen = collection.selecting { id in
      disagreements.contradicted.contains(id) ? .failure : disagreements.agreed.contains(id) ? .success : nil
    }
    guard chosen.rows.count(where: { $0.outcome == .failure }) >= Self.leastCount else { return nil }
    let mining = SignatureMining(plan: plan, collection: chosen)
    return try mining.mine(mining.weighed())
  }
}

extension RunReport {
  /// The signatures of contradicted traces as clusters of disagreements, the largest first.
  ///
  /// - Parameter exampleLimit: The items named for each.
  package func disagreementClusters(exampleLimit: Int = 5) -> [DisagreementCluster] {
    let members = Dictionary(
      grouping: assignments.filter { $0.outcome == .failure && $0.signatureID != nil }, by: \.signatureID)
    return signatures.map { signature in
      let rate = signature.failureRate ?? 1
      let items = (members[signature.id] ?? []).sorted {
        ($0.distance ?? 0, $0.traceID) < ($1.distance ?? 0, $1.traceID)
      }
      return DisagreementCluster(
        name: signature.name, disagreementCount: signature.support,
        itemCount: max(signature.support, Int((Double(signature.support) / max(rate, 1e-9)).rounded())),
        examples: items.prefix(exampleLimit).map(\.traceID))
    }.sorted { ($1.disagreementCount, $0.name) < ($0.disagreementCount, $1.name) }
  }
}

internal import Features
package import LinearAlgebra
internal import Sampling
internal import Signatures
internal import Threads
internal import Traces

/// Finds the signatures in a collection of traces: which rows are mined, what they are compared with, the
/// clusters, and the traces that shall be read.
package struct SignatureMining: Sendable {
  let plan: MiningPlan
  let collection: TraceCollection

  package init(plan: MiningPlan, collection: TraceCollection) {
    self.plan = plan
    self.collection = collection
  }

  /// Weighs the evidence and makes points of the rows to be mined.
  package func weighed() -> WeighedFailures { weighed(by: FeatureWeights(), comparing: true) }

  /// - Parameter comparing: Whether what successes have too counts less.
  private func weighed(by weights: FeatureWeights, comparing: Bool) -> WeighedFailures {
    let selection = RowSelection(plan: plan, collection: collection)
    var background = FeatureCounts()
    if comparing {
      background.add(collection.evidence, rows: selection.background, threadCount: plan.threadCount)
    }
    let (space, points) = weights.fitted(
      to: collection.evidence, rows: selection.mined, background: background, threadCount: plan.threadCount)
    return WeighedFailures(selection: selection, space: space, points: points)
  }

  /// Divides the points and counts what their clusters have in common.
  ///
  /// - Throws: `LinearAlgebraError` if the points cannot be reduced.
  package func mine(_ weighed: WeighedFailures) throws(LinearAlgebraError) -> MinedSignatures {
    let mined = try signatures(weighed)
    let selection = weighed.selection
    let isToldByAll =
      selection.hasOutcomes && selection.background.count < Self.leastContrasting
      || showFailure(selection.mined)
    guard mined.partition.clusterCount == 0, isToldByAll else { return mined }
    // Failures that are all alike have nothing that tells one from another, and hardly a success to differ from, or
    // only such as show the same: then what they share is all there is to tell.
    return try signatures(self.weighed(by: FeatureWeights(countsCommon: true), comparing: false))
  }

  /// Fewer successes do not tell what is ordinary.
  private static let leastContrasting = 10

  /// Whether most of some traces have evidence of a failure: an error that nothing repairs, or a sign of some severity.
  private func showFailure(_ rows: [Int]) -> Bool {
    let table = collection.evidence
    let signs = Set(
      WorkflowSign.allCases.filter { SeverityRule.severity(of: $0) >= .medium }.map { TermKey.sign($0) })
    return rows.count { row in
      table.errors[table.errorRange(row)].contains { !$0.isRepaired }
        || table.terms[table.termRange(row)].contains(where: signs.contains)
    } * 2 > rows.count
  }

  private func signatures(
    _ weighed: WeighedFailures
  ) throws(LinearAlgebraError) -> MinedSignatures {
    let selection = weighed.selection
    let partitioning = FailurePartitioning(
      clusterCount: plan.signatureCount, minimumSupport: minimumSupport(of: selection), seed: plan.seed,
      threadCount: plan.threadCount)
    // The templates of the messages are needed for the names alone, and found beside the clusters.
    let tasks = Blocks(itemCount: 2, size: 1).concurrentMap(threadCount: plan.threadCount) { task, _ in
      task == 0
        ? MiningTask.partition(
          Result { () throws(LinearAlgebraError) in
            try partitioning.partition(
              collection.evidence, rows: selection.mined,
              agents: collection.agents(ofRows: selection.mined),
              successes: plan.scope == .all
                ? .none : SuccessSample(of: selection.background, in: collection, seed: plan.seed),
              space: weighed.space, points: weighed.points)
          }) : .templates(MessageTemplates(collection.evidence, rows: selection.mined, redacts: plan.redacts))
    }
    guard case .partition(let partition) = tasks[0], case .templates(let templates) = tasks[1] else {
      preconditionFailure("two tasks give a partition and templates")
    }
    var found = try partition.get()
    if plan.scope == .all, selection.hasOutcomes {
      found = found.withoutOrdinary(
        selection.mined.map { collection.rows[$0].outcome == .failure }, least: minimumSupport(of: selection))
    }
    return MinedSignatures(
      plan: plan, collection: collection, selection: selection, partition: found, templates: templates)
  }

  /// What a task of the mining gives.
  private enum MiningTask {
    case partition(Result<FailurePartition, LinearAlgebraError>)
    case templates(MessageTemplates)
  }

  /// The fewest traces of a signature: five are a pattern among thousands; among fifty, three are.
  ///
  /// Twice of all is reached no more than any number above it, which may be too large to be reckoned with.
  private func minimumSupport(of selection: RowSelection) -> Int {
    let count = selection.mined.count
    return min(plan.minimumSupport ?? (count < 400 ? 3 : 4), 2 * count + 2)
  }
}

/// The rows to be mined as points, and what they are compared with.
package struct WeighedFailures: Sendable {
  let selection: RowSelection
  let space: FeatureSpace
  let points: SparseMatrix
}

/// Which rows are mined and which are compared with.
struct RowSelection: Sendable {
  /// Whether any trace of the run has a known outcome.
  let hasOutcomes: Bool

  /// Whether all rows make the signatures, also successes.
  let isOfAll: Bool

  /// The rows that make the signatures.
  let mined: [Int]

  /// Successes, a sample of all: what is common among them tells no failure.
  let background: [Int]

  /// Rows that are only given to the signature that their evidence fits.
  let assigned: [Int]

  init(plan: MiningPlan, collection: TraceCollection) {
    let rows = collection.rows.indices
    let failures = rows.filter { collection.rows[$0].outcome == .failure }
    let successes = rows.filter { collection.rows[$0].outcome == .success }
    let unknowns = rows.filter { collection.rows[$0].outcome == .unknown }
    // A few failures that evaluators found must not take the place of all traces where no export tells outcomes.
    hasOutcomes = failures.count > collection.evaluatorFailures.count || !successes.isEmpty
    background = successes
    isOfAll = plan.scope == .all
    let chosen = plan.scope == .all ? Array(rows) : hasOutcomes ? failures : failures + unknowns
    // By id, so that the same traces in other files, or in another order, make the same signatures.
    mined = chosen.map { (row: $0, id: collection.rows[$0].id) }.sorted { $0.id < $1.id }.map(\.row)
    assigned = plan.scope != .all && hasOutcomes ? unknowns : []
  }
}

/// The clusters of a run with what was counted in them, before any text is read back.
package struct MinedSignatures: Sendable {
  let plan: MiningPlan
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition
  let clusters: [ClusterCounts]

  /// The traces drawn for each cluster.
  let samples: [[Representative]]

  /// Rows of failures in no cluster that look severe, the worst first, as many as are shown.
  let severeRows: [(row: Int, severity: Severity)]

  /// The errors that successes have as often, which make no row severe.
  let ordinaryErrors: Set<ClusterCounts.ErrorKey>

  /// How many rows in no cluster look severe, shown or not.
  let severeCount: Int

  /// Traces drawn by lot from the rest of those in no cluster.
  let unassignedSample: [Representative]

  /// Traces of the random lane that are in no other sample, with their clusters, −1 for none.
  let laneSample: [(representative: Representative, cluster: Int32)]

  /// How the severe rows stand among all that was mined.
  let severeDraws: [Representative.Draw]

  /// What this draw of samples is known by.
  let drawID: String

  /// Where the rows of unknown outcome went: the cluster, or −1, in the order of `selection.assigned`.
  let assignedClusters: [Int32]
  let assignedDistances: [Float]

  /// The templates of the messages of the mined rows.
  let templates: MessageTemplates

  init(
    plan: MiningPlan, collection: TraceCollection, selection: RowSelection, partition: FailurePartition,
    templates: MessageTemplates
  ) {
    self.templates = templates
    self.plan = plan
    self.collection = collection
    self.selection = selection
    self.partition = partition
    let unknowns = partition.space.points(
      of: collection.evidence, rows: selection.assigned, threadCount: plan.threadCount)
    let nearest = partition.nearest(to: unknowns, threadCount: plan.threadCount)
    var unknownClusters = nearest.assignments
    let successes = partition.space.points(
      of: collection.evidence, rows: selection.background, threadCount: plan.threadCount)
    let successClusters = partition.nearest(to: successes, threadCount: plan.threadCount).assignments
    let counting = ClusterCounting(
      collection: collection, selection: selection, partition: partition, successes: successes,
      successShare: collection.successShare, threadCount: plan.threadCount, unknowns: unknowns)
    var counted = counting.counts(successClusters: successClusters, unknownClusters: &unknownClusters)
    counting.addHeldOut(to: &counted, seed: plan.seed)
    clusters = counted
    (assignedClusters, assignedDistances) = (unknownClusters, nearest.distances)
    let drawing = ClusterSamples(
      plan: plan, collection: collection, selection: selection, partition: partition, clusters: counted)
    samples = drawing.samples
    let severeRule = SevereRows(collection: collection, selection: selection, partition: partition)
    ordinaryErrors = severeRule.ordinaryErrors
    let severe = severeRule.rows
    severeCount = severe.count
    severeRows = Array(severe.prefix(SevereRows.shownCount))
    let shown = Set(severeRows.map(\.row))
    unassignedSample = drawing.unassignedSample(besides: shown)
    laneSample = drawing.laneSample(besides: samples, unassigned: unassignedSample, severeRows: shown)
    severeDraws = severeRows.map { drawing.draw(ofRow: $0.row, stratumSize: shown.count) }
    drawID = drawing.drawID
  }

  /// The rows of the traces whose text is needed to write the report, ascending.
  package var wantedRows: [Int] {
    let drawn = samples.joined() + unassignedSample + laneSample.map(\.representative)
    return Set(drawn.map(\.row) + severeRows.map(\.row)).sorted()
  }

  /// Where the record of a row stands.
  package func place(ofRow row: Int) -> TracePlace { collection.rows[row].place }
}

internal import Clustering
internal import Features
internal import Foundation
internal import LinearAlgebra
internal import Signatures
internal import Threads
internal import Traces

/// What was counted in the traces of a cluster.
struct ClusterCounts: Sendable {
  /// The mined traces in it.
  var support = 0
  var failureCount = 0
  var unknownCount = 0

  /// Successes like these; an estimate where only a share of the successes was looked at.
  var successCount = 0.0

  /// Traces with an unrepaired error, by the hash of the tool and the type.
  var errors: [ErrorKey: Int] = [:]

  /// The kinds of them that come about as often where all goes well.
  var ordinaryErrors: Set<ErrorKey> = []

  /// Of these, the traces where the record does not show whether a later call repaired it.
  var openErrors: [ErrorKey: Int] = [:]
  var provenances: [ErrorProvenance: Int] = [:]

  /// Traces by what an unrepaired error is of its type, where its words tell.
  var causes: [ErrorCause: Int] = [:]

  /// Traces by the hash of the masked message of an unrepaired error.
  var messages: [UInt64: Int] = [:]

  /// Traces by the hash of a tool they called, or that speaks last though no call of it is told.
  var tools: [TermKey: Int] = [:]
  var signShares: [WorkflowSign: (here: Double, successes: Double)] = [:]
  var agents: [Int: Int] = [:]

  /// Traces by the number of days since 1970.
  var days: [Int: Int] = [:]

  /// Whether users answer to what happens in words that others do not use.
  var hasReaction = false

  /// How many of the traces like its own fail, as learnt from others than are counted; `nil` where that is not asked.
  var heldOut: HeldOutRates.Rate?

  /// A tool that successes like the traces of the cluster call.
  struct MissedTool: Sendable, Hashable {
    let tool: UInt64
    let callingCount: Int
    let nearCount: Int
  }

  /// A tool that none of the traces calls, and nearly all successes like them; `nil` where there is none.
  var missedTool: MissedTool?

  /// How many of the traces with its evidence fail.
  var rate: HeldOutRates.Rate {
    heldOut
      ?? HeldOutRates.Rate(failureCount: Double(failureCount), count: Double(failureCount) + successCount)
  }

  /// The columns that set the cluster apart, with their shares here and elsewhere, the most telling first.
  var columns: [(column: Int, share: Double, shareElsewhere: Double)] = []

  struct ErrorKey: Hashable {
    let tool: UInt64
    let type: ErrorType
  }

  /// The errors that the cluster is told by, none that come about as often where all goes well.
  var tellingErrors: [ErrorKey: Int] {
    errors.filter {
      Double($0.value) >= Self.tellingShare * Double(support) && !ordinaryErrors.contains($0.key)
    }
  }

  /// The share of a cluster that has the error that it is told by.
  private static let tellingShare = 0.6

  /// The severity that the evidence points to.
  var severity: Severity {
    var counts: [ErrorType: Int] = [:]
    for (key, count) in errors where !ordinaryErrors.contains(key) { counts[key.type, default: 0] += count }
    let shares = counts.mapValues { Double($0) / Double(max(support, 1)) }
    let found = SeverityRule.severity(errorShares: shares, signShares: signShares)
    return hasReaction ? max(found, SeverityRule.severityOfReaction) : found
  }
}

extension ClusterCounts {
  /// Forgets that a tool is called later than elsewhere: with another request another order may be the right one, and
  /// where no success is asked the same there is none to compare with.
  mutating func forgetOrder(of lapses: [TermKey: Lapse], _ space: FeatureSpace) {
    signShares[.lateStep] = nil
    let late = lapses.values.filter { $0.kind == .tooLate }
    let terms = Set(late.flatMap { [$0.key, $0.signKey] } + [TermKey.sign(.lateStep)])
    columns.removeAll { terms.contains(space.columns[$0.column].term) }
  }
}

/// Counts the evidence of each cluster.
struct ClusterCounting {
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition
  /// The successes as points of the partition's space.
  let successes: SparseMatrix
  let successShare: Double
  let threadCount: Int

  /// The points of the traces of unknown outcome, in the order of `selection.assigned`.
  let unknowns: SparseMatrix

  /// Counts the evidence of each cluster, and gives those of unknown outcome to clusters whose evidence they have.
  ///
  /// - Parameters:
  ///   - successClusters: The nearest cluster of each success, −1 for none.
  ///   - unknownClusters: The same for those of unknown outcome; −1 afterwards where the evidence does not fit.
  func counts(successClusters: [Int32], unknownClusters: inout [Int32]) -> [ClusterCounts] {
    let members = clusterMembers(of: partition.assignments, clusterCount: partition.clusterCount)
    let signsOfSuccesses = signCounts(of: selection.hasOutcomes ? selection.background : selection.mined)
    let columns = ColumnContrast(partition.points, successes, successShare: successShare)
    let (causes, toolOfEnd) = (collection.evidence.errorCauses, self.toolOfEnd)
    let ordinary = partition.space.ordinaryErrors
    let blocks = Blocks(itemCount: members.count, size: 4)
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, clusters in
      var scratch = [Int](repeating: 0, count: partition.points.columnCount)
      return clusters.map { cluster in
        let rows = members[cluster].map { selection.mined[$0] }
        var counts = ClusterCounts()
        for row in rows {
          count(row: row, toolOfEnd, in: &counts)
          for cause in causes(row) { counts.causes[cause, default: 0] += 1 }
        }
        counts.ordinaryErrors = Set(
          counts.errors.keys.filter { ordinary.contains(tool: $0.tool, type: $0.type) })
        counts.signShares = signShares(of: rows, signsOfSuccesses)
        counts.columns = columns.telling(points: members[cluster], &scratch)
        if asksAlone(counts.columns) { counts.forgetOrder(of: collection.evidence.lapses, partition.space) }
        counts.hasReaction = selection.hasOutcomes && hasReaction(counts.columns)
        return counts
      }
    }
    var clusters = Array(parts.joined())
    // Where successes are mined they are counted among the members.
    let others = collectsAll ? [] : Array(zip(selection.background, successClusters))
    let fit = EvidenceFit(
      columns: clusters.map(\.columns), members: members, points: partition.points, successes: successes,
      successClusters: successClusters, threadCount: threadCount)
    for (place, (row, cluster)) in others.enumerated() where cluster >= 0 {
      guard hasErrors(row, of: clusters[Int(cluster)]), fit.fits(successes, place, cluster: Int(cluster))
      else { continue }
      clusters[Int(cluster)].successCount += 1 / successShare
    }
    for (place, cluster) in unknownClusters.enumerated() where cluster >= 0 {
      if hasErrors(selection.assigned[place], of: clusters[Int(cluster)]),
        fit.fits(unknowns, place, cluster: Int(cluster))
      {
        clusters[Int(cluster)].unknownCount += 1
      } else {
        unknownClusters[place] = -1
      }
    }
    return clusters
  }

  /// Whether all traces of a cluster ask in words in which no other does.
  private func asksAlone(_ columns: [(column: Int, share: Double, shareElsewhere: Double)]) -> Bool {
    let words = columns.count { entry in
      partition.space.columns[entry.column].term.block == .request && entry.share >= 1
        && entry.shareElsewhere <= 0
    }
    return words >= Self.ownWordCount
  }

  /// So many words of a request are no chance.
  private static let ownWordCount = 2

  private func hasReaction(_ columns: [(column: Int, share: Double, shareElsewhere: Double)]) -> Bool {
    columns.contains { entry in
      partition.space.columns[entry.column].term.block == .protest
        && SeverityRule.isReaction(share: entry.share, elsewhere: entry.shareElsewhere)
    }
  }

  /// Whether successes are mined too.
  private var collectsAll: Bool { selection.isOfAll }

  /// Whether a row has an unrepaired error that a cluster is told by, if it is told by one.
  private func hasErrors(_ row: Int, of cluster: ClusterCounts) -> Bool {
    let telling = cluster.tellingErrors
    guard !telling.isEmpty else { return true }
    let table = collection.evidence
    return table.errors[table.errorRange(row)].contains {
      !$0.isRepaired && telling[ClusterCounts.ErrorKey(tool: $0.tool, type: $0.type)] != nil
    }
  }

  /// The tool that a trace ends on, by the sign of it.
  private var toolOfEnd: [TermKey: TermKey] {
    Dictionary(
      collection.evidence.toolNames.keys.sorted().map {
        (TermKey.sign(.endsWithTool, toolHash: $0), TermKey(.tool, hash: $0))
      }, uniquingKeysWith: { known, _ in known })
  }

  private func count(row: Int, _ toolOfEnd: [TermKey: TermKey], in cluster: inout ClusterCounts) {
    cluster.support += 1
    let facts = collection.rows[row]
    switch facts.outcome {
    case .failure: cluster.failureCount += 1
    case .success: cluster.successCount += 1
    case .unknown: if selection.hasOutcomes { cluster.unknownCount += 1 }
    }
    if let agent = facts.agent { cluster.agents[agent, default: 0] += 1 }
    if let startedAt = facts.startedAt {
      cluster.days[Int((startedAt / 86_400).rounded(.down)), default: 0] += 1
    }
    let table = collection.evidence
    var (errors, messages): (Set<ClusterCounts.ErrorKey>, Set<UInt64>) = ([], [])
    var provenances: Set<ErrorProvenance> = []
    var lasting: Set<ClusterCounts.ErrorKey> = []
    for error in table.errors[table.errorRange(row)] where !error.isRepaired {
      let key = ClusterCounts.ErrorKey(tool: error.tool, type: error.type)
      errors.insert(key)
      if !error.mayBeRepaired { lasting.insert(key) }
      messages.insert(error.message)
      provenances.insert(error.provenance)
    }
    for key in errors { cluster.errors[key, default: 0] += 1 }
    for key in errors.subtracting(lasting) { cluster.openErrors[key, default: 0] += 1 }
    for message in messages { cluster.messages[message, default: 0] += 1 }
    for provenance in provenances { cluster.provenances[provenance, default: 0] += 1 }
    let terms = table.terms[table.termRange(row)]
    for term in terms where term.block == .tool { cluster.tools[term, default: 0] += 1 }
    for term in terms where term.block == .workflow {
      if let tool = toolOfEnd[term], !terms.contains(tool) { cluster.tools[tool, default: 0] += 1 }
    }
  }

  /// For each sign that rows show, their share that shows it, and that of the successes.
  private func signShares(
    of rows: [Int], _ signsOfSuccesses: [WorkflowSign: Int]
  ) -> [WorkflowSign: (here: Double, successes: Double)] {
    // Where no outcome is known, all others stand for the successes: what most traces show is no failure.
    let others = selection.hasOutcomes ? selection.background.count : selection.mined.count - rows.count
    let (count, otherCount) = (Double(max(1, rows.count)), Double(max(1, others)))
    return signCounts(of: rows).reduce(into: [:]) { shares, entry in
      let elsewhere = (signsOfSuccesses[entry.key] ?? 0) - (selection.hasOutcomes ? 0 : entry.value)
      shares[entry.key] = (here: Double(entry.value) / count, successes: Double(elsewhere) / otherCount)
    }
  }

  /// Whether all unrepaired errors of a row come about as often where all goes well: who says then that all is done says
  /// what is so.
  private func failsBesideThePoint(_ row: Int) -> Bool {
    let table = collection.evidence
    let errors = table.errors[table.errorRange(row)].filter { !$0.isRepaired }
    return !errors.isEmpty && errors.allSatisfy(partition.space.ordinaryErrors.contains)
  }

  /// The number of rows that show each sign, whatever the tool; not what is said of errors beside the point.
  private func signCounts(of rows: [Int]) -> [WorkflowSign: Int] {
    let signs = WorkflowSign.allCases.map { (sign: $0, term: TermKey.sign($0)) }
    let table = collection.evidence
    var counts = [Int](repeating: 0, count: signs.count)
    let despiteError = signs.firstIndex { $0.sign == .doneDespiteError }
    let others = table.lapses.filter(\.value.isOfToolAlone).compactMapValues { lapse in
      signs.firstIndex { $0.sign == lapse.sign }
    }
    for row in rows {
      var found: Set<Int> = []
      for place in table.termRange(row) where table.terms[place].block == .workflow {
        let term = table.terms[place]
        guard let sign = signs.firstIndex(where: { $0.term == term }) ?? others[term],
          found.insert(sign).inserted
        else { continue }
        if sign != despiteError || !failsBesideThePoint(row) { counts[sign] += 1 }
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(signs.map(\.sign), counts)).filter { $0.value > 0 }
  }
}

/// What sets the points of one cluster apart from all others and from the successes, by columns.
private struct ColumnContrast: Sendable {
  let points: SparseMatrix

  /// How many points and successes have each column, and how many there are; successes are an estimate where only
  /// a share of them was looked at.
  private let counts: [Double]
  private let total: Double

  init(_ points: SparseMatrix, _ successes: SparseMatrix, successShare: Double) {
    self.points = points
    var counts = [Double](repeating: 0, count: points.columnCount)
    for column in points.columns { counts[Int(column)] += 1 }
    for column in successes.columns { counts[Int(column)] += 1 / successShare }
    self.counts = counts
    total = Double(points.rowCount) + Double(successes.rowCount) / successShare
  }

  /// The columns that are much more common in a cluster than elsewhere, with their shares here and elsewhere, the
  /// most telling first.
  ///
  /// - Parameter scratch: A zero for each column, and so afterwards.
  func telling(
    points members: [Int], _ scratch: inout [Int]
  ) -> [(column: Int, share: Double, shareElsewhere: Double)] {
    var touched: [Int] = []
    for point in members {
      for element in points.elementRange(ofRow: point) {
        let column = Int(points.columns[element])
        if scratch[column] == 0 { touched.append(column) }
        scratch[column] += 1
      }
    }
    let size = Double(members.count)
    let found = touched.map {
      column -> (column: Int, share: Double, shareElsewhere: Double, score: Double) in
      let here = Double(scratch[column])
      let elsewhere = max(0, counts[column] - here) / max(1, total - size)
      return (column, here / size, elsewhere, score(share: here / size, elsewhere: elsewhere))
    }
    for column in touched { scratch[column] = 0 }
    return found.filter { $0.share >= 0.1 && $0.share > 2 * $0.shareElsewhere }
      .sorted { ($1.score, $0.column) < ($0.score, $1.column) }
      .prefix(Self.limit).map { ($0.column, $0.share, $0.shareElsewhere) }
  }

  /// More columns tell nobody more.
  private static let limit = 60

  /// How much a share here against one elsewhere tells: the share times the log of the ratio.
  private func score(share: Double, elsewhere: Double) -> Double {
    share * log((share + 1 / total) / (elsewhere + 1 / total))
  }
}

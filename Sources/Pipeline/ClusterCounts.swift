internal import Features
internal import Foundation
internal import LinearAlgebra
internal import Signatures
internal import Traces

/// What was counted in the traces of a cluster.
struct ClusterCounts: Sendable {
  var support = 0
  var failureCount = 0
  var unknownCount = 0

  /// Successes with this evidence; an estimate where only a share of the successes was looked at.
  var successCount = 0.0

  /// Traces with an unrepaired error, by the hash of the tool and the type.
  var errors: [ErrorKey: Int] = [:]
  var provenances: [ErrorProvenance: Int] = [:]

  /// Traces by the hash of the masked message of an unrepaired error.
  var messages: [UInt64: Int] = [:]

  /// Traces by the hash of a tool they called.
  var tools: [TermKey: Int] = [:]
  var signShares: [WorkflowSign: (here: Double, successes: Double)] = [:]
  var agents: [Int: Int] = [:]

  /// Traces by the number of days since 1970.
  var days: [Int: Int] = [:]

  /// The columns that set the cluster apart, with their shares here and elsewhere, the most telling first.
  var columns: [(column: Int, share: Double, shareElsewhere: Double)] = []

  struct ErrorKey: Hashable {
    let tool: UInt64
    let type: ErrorType
  }

  /// The severity that the evidence points to.
  var severity: Severity {
    var counts: [ErrorType: Int] = [:]
    for (key, count) in errors { counts[key.type, default: 0] += count }
    let shares = counts.mapValues { Double($0) / Double(max(support, 1)) }
    return SeverityRule.severity(errorShares: shares, signShares: signShares)
  }
}

/// Counts the evidence of all clusters in one pass over the rows.
struct ClusterCounting {
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition
  /// The successes as points of the partition's space.
  let successes: SparseMatrix
  let successShare: Double

  func counts(successClusters: [Int32], unknownClusters: [Int32]) -> [ClusterCounts] {
    var clusters = [ClusterCounts](repeating: ClusterCounts(), count: partition.clusterCount)
    for (point, cluster) in partition.assignments.enumerated() where cluster >= 0 {
      count(row: selection.mined[point], in: &clusters[Int(cluster)])
    }
    for cluster in successClusters where cluster >= 0 {
      clusters[Int(cluster)].successCount += 1 / successShare
    }
    for cluster in unknownClusters where cluster >= 0 { clusters[Int(cluster)].unknownCount += 1 }
    noteSigns(&clusters)
    noteColumns(&clusters)
    return clusters
  }

  private func count(row: Int, in cluster: inout ClusterCounts) {
    cluster.support += 1
    let facts = collection.rows[row]
    if facts.outcome == .failure { cluster.failureCount += 1 }
    if let agent = facts.agent { cluster.agents[agent, default: 0] += 1 }
    if let startedAt = facts.startedAt {
      cluster.days[Int((startedAt / 86_400).rounded(.down)), default: 0] += 1
    }
    let table = collection.evidence
    var (errors, messages): (Set<ClusterCounts.ErrorKey>, Set<UInt64>) = ([], [])
    var provenances: Set<ErrorProvenance> = []
    for error in table.errors[table.errorRange(row)] where !error.isRepaired {
      errors.insert(ClusterCounts.ErrorKey(tool: error.tool, type: error.type))
      messages.insert(error.message)
      provenances.insert(error.provenance)
    }
    for key in errors { cluster.errors[key, default: 0] += 1 }
    for message in messages { cluster.messages[message, default: 0] += 1 }
    for provenance in provenances { cluster.provenances[provenance, default: 0] += 1 }
    for term in table.terms[table.termRange(row)] where term.block == .tool {
      cluster.tools[term, default: 0] += 1
    }
  }

  /// Notes for each sign the share of each cluster's traces that show it, and of the successes.
  private func noteSigns(_ clusters: inout [ClusterCounts]) {
    let signs = Dictionary(uniqueKeysWithValues: WorkflowSign.allCases.map { (TermKey.sign($0), $0) })
    var inSuccesses: [WorkflowSign: Int] = [:]
    let table = collection.evidence
    for row in selection.background {
      for term in table.terms[table.termRange(row)] where term.block == .workflow {
        if let sign = signs[term] { inSuccesses[sign, default: 0] += 1 }
      }
    }
    var here = [[WorkflowSign: Int]](repeating: [:], count: clusters.count)
    for (point, cluster) in partition.assignments.enumerated() where cluster >= 0 {
      for term in table.terms[table.termRange(selection.mined[point])] where term.block == .workflow {
        if let sign = signs[term] { here[Int(cluster)][sign, default: 0] += 1 }
      }
    }
    let successCount = Double(max(1, selection.background.count))
    for cluster in clusters.indices {
      clusters[cluster].signShares = here[cluster].reduce(into: [:]) { shares, entry in
        shares[entry.key] = (
          here: Double(entry.value) / Double(max(1, clusters[cluster].support)),
          successes: Double(inSuccesses[entry.key] ?? 0) / successCount
        )
      }
    }
  }

  /// Notes the columns that are much more common in a cluster than elsewhere.
  private func noteColumns(_ clusters: inout [ClusterCounts]) {
    let points = partition.points
    var everywhere = [Double](repeating: 0, count: points.columnCount)
    for column in points.columns { everywhere[Int(column)] += 1 }
    for column in successes.columns { everywhere[Int(column)] += 1 / successShare }
    let total = Double(points.rowCount) + Double(successes.rowCount) / successShare
    var members = [[Int]](repeating: [], count: clusters.count)
    for (point, cluster) in partition.assignments.enumerated() where cluster >= 0 {
      members[Int(cluster)].append(point)
    }
    var here = [Int](repeating: 0, count: points.columnCount)
    for cluster in clusters.indices {
      var touched: Set<Int> = []
      for point in members[cluster] {
        for element in points.elementRange(ofRow: point) {
          let column = Int(points.columns[element])
          here[column] += 1
          touched.insert(column)
        }
      }
      let size = Double(members[cluster].count)
      let found = touched.map {
        column -> (column: Int, share: Double, shareElsewhere: Double, score: Double) in
        let share = Double(here[column]) / size
        let elsewhere = max(0, everywhere[column] - Double(here[column])) / max(1, total - size)
        return (
          column, share, elsewhere, ClusterCounting.score(share: share, elsewhere: elsewhere, total: total)
        )
      }
      clusters[cluster].columns = found.filter { $0.share >= 0.1 && $0.share > 2 * $0.shareElsewhere }
        .sorted { ($1.score, $0.column) < ($0.score, $1.column) }
        .prefix(ClusterCounting.columnLimit).map { ($0.column, $0.share, $0.shareElsewhere) }
      for column in touched { here[column] = 0 }
    }
  }

  /// More columns tell nobody more.
  private static let columnLimit = 60

  /// How much a share here against one elsewhere tells: the share times the log of the ratio.
  private static func score(share: Double, elsewhere: Double, total: Double) -> Double {
    share * log((share + 1 / total) / (elsewhere + 1 / total))
  }
}

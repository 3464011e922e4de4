internal import Features
internal import LinearAlgebra
internal import Sampling
internal import Signatures

/// Draws the traces of each cluster that are worth reading, and some of those in no cluster.
struct ClusterSamples {
  let plan: MiningPlan
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition

  /// For each cluster its medoid, spread, boundary and random traces.
  var samples: [[Representative]] {
    var members = [[RepresentativeSample.Member]](repeating: [], count: partition.clusterCount)
    for (point, cluster) in partition.assignments.enumerated() where cluster >= 0 {
      members[Int(cluster)].append(member(point))
    }
    let design = RepresentativeSample(seed: plan.seed)
    return members.map { members in
      design.sample(from: members) { distance($0, $1) }.map(representative)
    }
  }

  /// Traces in no cluster, drawn by lot: without them labels would tell nothing of these, and rates of the whole
  /// run would leave them out.
  func unassignedSample(besides severeRows: Set<Int>) -> [Representative] {
    let points = partition.assignments.indices.filter {
      partition.assignments[$0] < 0 && !severeRows.contains(selection.mined[$0])
    }
    let design = RepresentativeSample(randomCount: Self.unassignedCount, seed: plan.seed)
    return design.randomSample(of: points.map(member)).map(representative)
  }

  /// Enough to see what is left over.
  private static let unassignedCount = 5

  private func member(_ point: Int) -> RepresentativeSample.Member {
    let key = ByteHash.of(Array(collection.rows[selection.mined[point]].id.utf8))
    return RepresentativeSample.Member(row: point, distance: Double(partition.distances[point]), key: key)
  }

  private func representative(_ choice: RepresentativeSample.Choice) -> Representative {
    Representative(
      row: selection.mined[choice.member.row], role: Self.role(choice.role),
      inclusionProbability: choice.inclusionProbability)
  }

  /// One less the cosine of two points, from 0 to 1; 1 if either has no evidence.
  private func distance(_ one: Int, _ other: Int) -> Double {
    let points = partition.points
    let (first, second) = (points.elementRange(ofRow: one), points.elementRange(ofRow: other))
    var (left, right) = (first.lowerBound, second.lowerBound)
    var product: Float = 0
    while left < first.upperBound, right < second.upperBound {
      if points.columns[left] == points.columns[right] {
        product += points.values[left] * points.values[right]
        left += 1
        right += 1
      } else if points.columns[left] < points.columns[right] {
        left += 1
      } else {
        right += 1
      }
    }
    let length = (squaredLength(first) * squaredLength(second)).squareRoot()
    return length > 0 ? max(0, 1 - Double(product / length)) : 1
  }

  private func squaredLength(_ range: Range<Int>) -> Float {
    range.reduce(0) { $0 + partition.points.values[$1] * partition.points.values[$1] }
  }

  private static func role(_ role: RepresentativeSample.Role) -> Representative.Role {
    switch role {
    case .medoid: .medoid
    case .spread: .spread
    case .boundary: .boundary
    case .random: .random
    }
  }
}

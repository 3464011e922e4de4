internal import Features
internal import LinearAlgebra
internal import Sampling
internal import Signatures
internal import Threads

/// Draws the traces of each cluster that are worth reading, some of those in no cluster, and some of all.
struct ClusterSamples {
  let plan: MiningPlan
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition
  let clusters: [ClusterCounts]

  /// The rows of the random lane, in the order in which they were drawn.
  let laneRows: [Int]
  private let placeOfRow: [Int: Int]

  init(
    plan: MiningPlan, collection: TraceCollection, selection: RowSelection, partition: FailurePartition,
    clusters: [ClusterCounts]
  ) {
    self.clusters = clusters
    (self.plan, self.collection, self.selection, self.partition) = (plan, collection, selection, partition)
    let lane = RandomLane(count: RandomLane.usualCount(of: selection.mined.count), seed: plan.seed)
    let keys = selection.mined.map { ByteHash.of(Array(collection.rows[$0].id.utf8)) }
    laneRows = lane.places(in: keys).map { selection.mined[$0] }
    placeOfRow = Dictionary(uniqueKeysWithValues: laneRows.enumerated().map { ($1, $0 + 1) })
  }

  /// The chance of any trace to be in the random lane.
  var laneProbability: Double { Double(laneRows.count) / Double(max(1, selection.mined.count)) }

  /// What this draw of samples is known by: the traces that it was made from, and the seed.
  var drawID: String {
    var hash = ByteHash(seed: plan.seed)
    for row in selection.mined { hash.add(ByteHash.of(Array(collection.rows[row].id.utf8))) }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// For each cluster its medoid, spread, boundary and random traces.
  var samples: [[Representative]] {
    var members = [[RepresentativeSample.Member]](repeating: [], count: partition.clusterCount)
    let telling = clusters.map { TellingEvidence($0, partition.space, collection.evidence) }
    for (point, cluster) in partition.assignments.enumerated() where cluster >= 0 {
      let isTelling = telling[Int(cluster)].isShown(by: selection.mined[point], in: collection.evidence)
      members[Int(cluster)].append(member(point, isTelling: isTelling))
    }
    let design = RepresentativeSample(seed: plan.seed)
    let found = members
    return Blocks(itemCount: found.count, size: 4).concurrentMap(threadCount: plan.threadCount) {
      _, clusters in
      found[clusters].map { members in
        design.sample(from: members) { distance($0, $1) }.map { representative($0, of: members.count) }
      }
    }.flatMap { $0 }
  }

  /// The traces of the random lane that are in no other sample, in its order, with their clusters.
  func laneSample(
    besides samples: [[Representative]], unassigned: [Representative], severeRows: Set<Int>
  ) -> [(representative: Representative, cluster: Int32)] {
    let isDrawn = Set(samples.joined().map(\.row)).union(unassigned.map(\.row)).union(severeRows)
    let rows = laneRows.filter { !isDrawn.contains($0) }
    let isWanted = Set(rows)
    let points = Dictionary(
      uniqueKeysWithValues: selection.mined.enumerated().lazy.filter { isWanted.contains($1) }
        .map { ($1, $0) })
    return rows.compactMap { row in
      points[row].map { point in
        let cluster = partition.assignments[point]
        // A stratum of which the lane holds a trace that is in no sample has one drawn by lot.
        let others = cluster >= 0 ? samples[Int(cluster)] : unassigned
        let one = others.first { $0.role == .random }
        return (
          Representative(
            row: row, role: .lane, inclusionProbability: one?.inclusionProbability ?? laneProbability,
            draw: draw(ofRow: row, stratumSize: one?.draw?.stratumSize ?? 0)), cluster
        )
      }
    }
  }

  /// How a row stands among all that was mined.
  func draw(ofRow row: Int, stratumSize: Int) -> Representative.Draw {
    Representative.Draw(
      stratumSize: stratumSize, lanePlace: placeOfRow[row], laneProbability: laneProbability)
  }

  /// Traces in no cluster, drawn by lot: without them labels would tell nothing of these, and rates of the whole
  /// run would leave them out.
  func unassignedSample(besides severeRows: Set<Int>) -> [Representative] {
    let points = partition.assignments.indices.filter {
      partition.assignments[$0] < 0 && !severeRows.contains(selection.mined[$0])
    }
    let design = RepresentativeSample(randomCount: Self.unassignedCount, seed: plan.seed)
    return design.randomSample(of: points.map { member($0) }).map { representative($0, of: points.count) }
  }

  /// Enough to see what is left over.
  private static let unassignedCount = 5

  private func member(_ point: Int, isTelling: Bool = true) -> RepresentativeSample.Member {
    let key = ByteHash.of(Array(collection.rows[selection.mined[point]].id.utf8))
    return RepresentativeSample.Member(
      row: point, distance: Double(partition.distances[point]), key: key, isTelling: isTelling)
  }

  private func representative(
    _ choice: RepresentativeSample.Choice, of stratumSize: Int
  ) -> Representative {
    let row = selection.mined[choice.member.row]
    return Representative(
      row: row, role: Self.role(choice.role),
      inclusionProbability: chanceOfEither(choice.inclusionProbability, laneProbability),
      draw: draw(ofRow: row, stratumSize: stratumSize))
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
    case .lane: .lane
    }
  }
}

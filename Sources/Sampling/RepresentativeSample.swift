/// Chooses the few traces of a signature that are worth reading.
///
/// The medoid, spread and boundary traces are chosen by rule and stand for themselves; the random ones are a
/// simple random sample of all others, so that labels of both give rates for the whole signature: each random
/// one stands for the inverse of its inclusion probability.
package struct RepresentativeSample: Sendable, Hashable {
  package let spreadCount: Int
  package let boundaryCount: Int
  package let randomCount: Int
  package let seed: UInt64

  package init(spreadCount: Int = 1, boundaryCount: Int = 1, randomCount: Int = 2, seed: UInt64) {
    self.spreadCount = spreadCount
    self.boundaryCount = boundaryCount
    self.randomCount = randomCount
    self.seed = seed
  }

  /// A trace of the signature.
  package struct Member: Sendable, Hashable {
    /// What the caller knows it by.
    package let row: Int

    /// The distance from the signature's centroid.
    package let distance: Double

    /// A number that depends on nothing but the trace; it decides the random draw.
    package let key: UInt64

    /// Whether it shows what the signature is told by, so that it may stand for the signature.
    package let isTelling: Bool

    package init(row: Int, distance: Double, key: UInt64, isTelling: Bool = true) {
      self.row = row
      self.distance = distance
      self.key = key
      self.isTelling = isTelling
    }
  }

  /// Why a trace was chosen: the nearest to the centroid of those that show what the signature is told by, unlike those chosen before, the farthest from the
  /// centroid, by lot in its stratum, or by lot in the lane over all.
  package enum Role: Sendable, Hashable {
    case medoid, spread, boundary, random, lane
  }

  /// A trace that was chosen, with its role and the chance it had.
  package struct Choice: Sendable, Hashable {
    package let member: Member
    package let role: Role

    /// From 0 to 1; 1 for a member chosen by rule.
    package let inclusionProbability: Double
  }

  /// Draws from the members of a signature.
  ///
  /// - Parameters:
  ///   - members: In any order.
  ///   - distance: The distance between two of them, by their rows.
  /// - Returns: The medoid, then spread, boundary and random members; all members where there are no more.
  package func sample(from members: [Member], distance: (Int, Int) -> Double) -> [Choice] {
    var rest = members.sorted { ($0.distance, $0.key, $0.row) < ($1.distance, $1.key, $1.row) }
    guard !rest.isEmpty else { return [] }
    let medoid = rest.remove(at: rest.firstIndex(where: \.isTelling) ?? 0)
    var chosen = [Choice(member: medoid, role: .medoid, inclusionProbability: 1)]
    for _ in 0..<min(spreadCount, rest.count) {
      let index = farthest(from: chosen.map(\.member), in: rest, distance)
      chosen.append(Choice(member: rest.remove(at: index), role: .spread, inclusionProbability: 1))
    }
    for _ in 0..<min(boundaryCount, rest.count) {
      chosen.append(Choice(member: rest.removeLast(), role: .boundary, inclusionProbability: 1))
    }
    return chosen + randomSample(of: rest)
  }

  /// Draws `randomCount` members by lot, each with the same chance; all where there are no more.
  package func randomSample(of members: [Member]) -> [Choice] {
    let drawn = members.sorted { (draw($0), $0.row) < (draw($1), $1.row) }.prefix(randomCount)
    let probability = members.isEmpty ? 1 : Double(drawn.count) / Double(members.count)
    return drawn.map { Choice(member: $0, role: .random, inclusionProbability: probability) }
  }

  /// The place of the member that is farthest from the nearest of those drawn, among a fixed number of
  /// candidates spread evenly over the distances.
  private func farthest(
    from drawn: [Member], in rest: [Member], _ distance: (Int, Int) -> Double
  ) -> Int {
    let step = max(1, rest.count / Self.candidateCount)
    var (best, bestDistance) = (0, -1.0)
    for index in stride(from: 0, to: rest.count, by: step) {
      let nearest = drawn.map { distance($0.row, rest[index].row) }.min() ?? 0
      if nearest > bestDistance { (best, bestDistance) = (index, nearest) }
    }
    return best
  }

  /// Enough to find a trace unlike the medoid, and few enough for signatures of any size.
  private static let candidateCount = 200

  private func draw(_ member: Member) -> UInt64 {
    var bits = (member.key ^ seed) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 32) &* 0xD6E8_FEB8_6659_FD93
    return bits ^ bits >> 32
  }
}

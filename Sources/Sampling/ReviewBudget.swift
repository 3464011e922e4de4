/// Chooses from the traces drawn as many as reviewers have time for.
///
/// Every stratum gets one before any gets a second, the first strata first; within a stratum the order is medoid,
/// random, spread, boundary, and the other random ones. So three a stratum show its core, its edge and one without a
/// choice of ours. After every three of these the next of the random lane is sent, so that a fourth of all reads is
/// without any choice.
package struct ReviewBudget: Sendable, Hashable {
  /// The most traces; `nil` for no limit.
  package let itemLimit: Int?

  /// The most time, in seconds; `nil` for no limit.
  package let secondsLimit: Double?

  package init(itemLimit: Int? = nil, secondsLimit: Double? = nil) {
    (self.itemLimit, self.secondsLimit) = (itemLimit, secondsLimit)
  }

  /// A trace that was drawn.
  package struct Candidate: Sendable, Hashable {
    /// The place of its stratum, the most important first.
    package let stratum: Int

    /// `nil` for a severe one, which was chosen by rule.
    package let role: RepresentativeSample.Role?
    package let inclusionProbability: Double

    /// Its place in the random lane, from 1; `nil` for one that is not in it.
    package let lanePlace: Int?

    /// The chance that it had to be in the random lane.
    package let laneProbability: Double

    /// How long it takes to read and judge.
    package let seconds: Double

    /// Whether it has its labels: it is not sent, and costs nothing.
    package let isLabelled: Bool

    /// Whether another of its stratum says the same: it is not sent for its stratum.
    package let isSimilar: Bool

    package init(
      stratum: Int, role: RepresentativeSample.Role?, inclusionProbability: Double, lanePlace: Int? = nil,
      laneProbability: Double = 0, seconds: Double, isLabelled: Bool = false, isSimilar: Bool = false
    ) {
      (self.stratum, self.role, self.seconds) = (stratum, role, seconds)
      (self.isLabelled, self.isSimilar) = (isLabelled, isSimilar)
      self.inclusionProbability = inclusionProbability
      (self.lanePlace, self.laneProbability) = (lanePlace, laneProbability)
    }

    /// The chance that it had to be drawn by lot in its stratum.
    fileprivate var stratumProbability: Double {
      guard role == .random || role == .lane else { return 0 }
      guard laneProbability > 0 else { return inclusionProbability }
      return laneProbability < 1 ? 1 - (1 - inclusionProbability) / (1 - laneProbability) : 1
    }
  }

  /// A trace that is sent.
  package struct Choice: Sendable, Hashable {
    /// The place of the candidate.
    package let index: Int

    /// The chance that it had, with the cut by the budget counted in.
    package let inclusionProbability: Double
  }

  /// How many of the strata are sent for one of the random lane.
  private static let sentForOneOfLane = 3

  /// Chooses.
  ///
  /// - Parameter candidates: The random ones of a stratum in the order in which they were drawn, so that the first of
  ///   them are a random sample too.
  /// - Returns: In the order of the candidates.
  package func choices(from candidates: [Candidate]) -> [Choice] {
    let ofStrata = candidates.indices.filter { candidates[$0].role != .lane }
    let queues = Dictionary(grouping: ofStrata, by: { candidates[$0].stratum })
      .sorted { $0.key < $1.key }.map { inOrder($0.value, candidates) }
    var filling = Filling(budget: self, candidates: candidates)
    filling.fill(from: queues, sentForOneOfLane: Self.sentForOneOfLane)
    let kept = filling.keptShares
    return filling.sent.sorted().map { index in
      Choice(index: index, inclusionProbability: filling.probability(of: index, kept: kept))
    }
  }

  private func inOrder(_ indices: [Int], _ candidates: [Candidate]) -> [Int] {
    var randomCount = 0
    let placed = indices.map { index -> (place: Int, index: Int) in
      switch candidates[index].role {
      case nil, .medoid, .lane: return (0, index)
      case .spread: return (2, index)
      case .boundary: return (3, index)
      case .random:
        randomCount += 1
        return (randomCount == 1 ? 1 : 3 + randomCount, index)
      }
    }
    return placed.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.index)
  }
}

/// A budget being spent.
private struct Filling {
  let budget: ReviewBudget
  let candidates: [ReviewBudget.Candidate]

  /// Those in the random lane, in its order, and how many of them have had their turn.
  let lane: [Int]
  var reachedCount = 0

  /// Those sent, and those of them that were sent for their strata.
  var sent: Set<Int> = []
  var sentOfStrata: Set<Int> = []
  var seconds = 0.0

  init(budget: ReviewBudget, candidates: [ReviewBudget.Candidate]) {
    (self.budget, self.candidates) = (budget, candidates)
    lane = candidates.indices.filter { candidates[$0].lanePlace != nil }
      .sorted { (candidates[$0].lanePlace ?? 0, $0) < (candidates[$1].lanePlace ?? 0, $1) }
  }

  mutating func fill(from queues: [[Int]], sentForOneOfLane: Int) {
    var count = 0
    for round in 0..<(queues.map(\.count).max() ?? 0) {
      for queue in queues where round < queue.count {
        let index = queue[round]
        if candidates[index].isLabelled || candidates[index].isSimilar { continue }
        guard send(index) else { return }
        sentOfStrata.insert(index)
        count += 1
        if count % sentForOneOfLane == 0 { guard sendNextOfLane() else { return } }
      }
    }
    while reachedCount < lane.count { guard sendNextOfLane() else { return } }
  }

  /// Sends a trace, unless it is sent already.
  ///
  /// - Returns: Whether the budget allowed it. To go on with shorter ones would make the sample one of short traces.
  private mutating func send(_ index: Int) -> Bool {
    guard !sent.contains(index) else { return true }
    let isFull = sent.count >= budget.itemLimit ?? .max
    if isFull || seconds + candidates[index].seconds > budget.secondsLimit ?? .infinity { return false }
    sent.insert(index)
    seconds += candidates[index].seconds
    return true
  }

  /// Sends the next of the lane that is not sent or labelled; those before it have had their turn, too.
  private mutating func sendNextOfLane() -> Bool {
    while reachedCount < lane.count {
      let index = lane[reachedCount]
      let isKnown = candidates[index].isLabelled || sent.contains(index)
      guard isKnown || send(index) else { return false }
      reachedCount += 1
      if !isKnown { return true }
    }
    return true
  }

  /// Of the random ones of each stratum the share that is sent or labelled.
  var keptShares: [Int: Double] {
    let random = candidates.indices.filter { candidates[$0].role == .random }
    return Dictionary(grouping: random, by: { candidates[$0].stratum }).mapValues { drawn in
      let kept = drawn.count { sentOfStrata.contains($0) || candidates[$0].isLabelled }
      return Double(kept) / Double(drawn.count)
    }
  }

  func probability(of index: Int, kept: [Int: Double]) -> Double {
    let one = candidates[index]
    let isDrawn = one.role == .random || one.role == .lane
    if !isDrawn, sentOfStrata.contains(index) { return one.inclusionProbability }
    let ofLane = lane.isEmpty ? 0 : one.laneProbability * Double(reachedCount) / Double(lane.count)
    return chanceOfEither(one.stratumProbability * (kept[one.stratum] ?? 1), ofLane)
  }
}

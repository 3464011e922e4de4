/// Chooses from the traces drawn as many as reviewers have time for.
///
/// Every stratum gets one before any gets a second, the first strata first; within a stratum the order is medoid,
/// random, spread, boundary, and the other random ones. So three a stratum show its core, its edge and one without a
/// choice of ours.
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

    /// How long it takes to read and judge.
    package let seconds: Double

    /// Whether it has its labels, or another says the same: it is not sent, and costs nothing.
    package let isSettled: Bool

    package init(
      stratum: Int, role: RepresentativeSample.Role?, inclusionProbability: Double, seconds: Double,
      isSettled: Bool = false
    ) {
      (self.stratum, self.role, self.seconds, self.isSettled) = (stratum, role, seconds, isSettled)
      self.inclusionProbability = inclusionProbability
    }
  }

  /// A trace that is sent.
  package struct Choice: Sendable, Hashable {
    /// The place of the candidate.
    package let index: Int

    /// The chance that it had, with the cut by the budget counted in.
    package let inclusionProbability: Double
  }

  /// Chooses.
  ///
  /// - Parameter candidates: The random ones of a stratum in the order in which they were drawn, so that the first of
  ///   them are a random sample too.
  /// - Returns: In the order of the candidates.
  package func choices(from candidates: [Candidate]) -> [Choice] {
    let queues = Dictionary(grouping: candidates.indices, by: { candidates[$0].stratum })
      .sorted { $0.key < $1.key }.map { inOrder($0.value, candidates) }
    var chosen: Set<Int> = []
    var seconds = 0.0
    let longest = queues.map(\.count).max() ?? 0
    search: for round in 0..<longest {
      for queue in queues where round < queue.count {
        let index = queue[round]
        if candidates[index].isSettled { continue }
        // To go on with shorter ones would make the sample one of short traces.
        let isFull = chosen.count >= itemLimit ?? .max
        if isFull || seconds + candidates[index].seconds > secondsLimit ?? .infinity { break search }
        chosen.insert(index)
        seconds += candidates[index].seconds
      }
    }
    return chosen.sorted().map { index in
      Choice(index: index, inclusionProbability: probability(of: index, candidates, chosen))
    }
  }

  private func inOrder(_ indices: [Int], _ candidates: [Candidate]) -> [Int] {
    var randomCount = 0
    let placed = indices.map { index -> (place: Int, index: Int) in
      switch candidates[index].role {
      case nil, .medoid: return (0, index)
      case .spread: return (2, index)
      case .boundary: return (3, index)
      case .random:
        randomCount += 1
        return (randomCount == 1 ? 1 : 3 + randomCount, index)
      }
    }
    return placed.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.index)
  }

  /// Of the random ones of a stratum fewer may be sent than were drawn.
  private func probability(of index: Int, _ candidates: [Candidate], _ chosen: Set<Int>) -> Double {
    let one = candidates[index]
    guard one.role == .random else { return one.inclusionProbability }
    let drawn = candidates.indices.filter {
      candidates[$0].role == .random && candidates[$0].stratum == one.stratum
    }
    let kept = drawn.count { chosen.contains($0) || candidates[$0].isSettled }
    return one.inclusionProbability * Double(kept) / Double(drawn.count)
  }
}

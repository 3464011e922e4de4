internal import LinearAlgebra

/// How much commoner each term is in failures than in successes of the same agents at the same work.
///
/// An agent that often fails, or a task that mostly does, has whatever it says on every day in many failures. Beside
/// all successes that seems to tell failures apart. So of each term is asked how many failures would have it if they
/// went as successes of their agent at their place of the work go: indirect standardisation, as for death rates.
struct LocalContrast {
  /// Where each failure belongs, and each success.
  let failureStrata: [WorkStratum]
  let successStrata: [WorkStratum?]

  /// So many successes of the agent anywhere stand beside those at the place, so that few at a place decide little.
  ///
  /// Chosen by hand: no other value was tried.
  private static let priorCount = 5.0

  /// The part of each column's failures that is beyond what successes of the same strata lead to expect, 0 to 1.
  ///
  /// - Parameters:
  ///   - isAsked: Which columns are asked for; the others are 1.
  ///   - failures: The failures as points, in the order of their strata.
  ///   - successes: The successes as points of the same columns.
  func parts(of isAsked: [Bool], failures: SparseMatrix, successes: SparseMatrix) -> [Float] {
    guard successes.rowCount > 0 else { return [Float](repeating: 1, count: isAsked.count) }
    var observed = [Double](repeating: 0, count: isAsked.count)
    for column in failures.columns { observed[Int(column)] += 1 }
    let weights = successWeights()
    var expected = [Double](repeating: 0, count: isAsked.count)
    for (row, weight) in weights.enumerated() where weight > 0 {
      for place in successes.elementRange(ofRow: row) { expected[Int(successes.columns[place])] += weight }
    }
    return isAsked.indices.map { column in
      guard isAsked[column], observed[column] > 0 else { return 1 }
      return Float(max(0, 1 - expected[column] / observed[column]))
    }
  }

  /// For how many failures each success stands.
  private func successWeights() -> [Double] {
    var failures: [WorkStratum: Double] = [:]
    var successes: [WorkStratum: Double] = [:]
    var ofAgent: [Int32: Double] = [:]
    for stratum in failureStrata { failures[stratum, default: 0] += 1 }
    for case let stratum? in successStrata {
      successes[stratum, default: 0] += 1
      ofAgent[stratum.agent, default: 0] += 1
    }
    // Ascending: the last bits of a sum depend on the order.
    var spread: [Int32: Double] = [:]
    for (stratum, count) in failures.sorted(by: { $0.key < $1.key }) {
      spread[stratum.agent, default: 0] +=
        count * Self.priorCount / (successes[stratum, default: 0] + Self.priorCount)
    }
    return successStrata.map { stratum in
      guard let stratum else { return 0 }
      return failures[stratum, default: 0] / (successes[stratum, default: 0] + Self.priorCount)
        + spread[stratum.agent, default: 0] / ofAgent[stratum.agent, default: 1]
    }
  }
}

/// An agent at a place of its work.
struct WorkStratum: Sendable, Hashable, Comparable {
  let agent: Int32

  /// −1 for none.
  let place: Int32

  static func < (one: WorkStratum, other: WorkStratum) -> Bool {
    (one.agent, one.place) < (other.agent, other.place)
  }
}

import Foundation

extension SplitMix64 {
  /// Draws a number of successes from the binomial distribution.
  ///
  /// - Complexity: O(1) on average where `trialCount` × `probability` ≥ 10, O(that product) below.
  ///
  /// Source: W. Hörmann 1993, doi:10.1080/00949659308811496 (algorithm BTRS).
  ///
  /// - Precondition: `trialCount` ≥ 0 and 0 ≤ `probability` ≤ 1.
  package mutating func binomial(_ trialCount: Int, probability: Double) -> Int {
    precondition(
      trialCount >= 0 && (0...1).contains(probability), "\(trialCount) trials with chance \(probability)")
    if probability > 0.5 { return trialCount - binomial(trialCount, probability: 1 - probability) }
    guard trialCount > 0, probability > 0 else { return 0 }
    return Double(trialCount) * probability < 10
      ? binomialByWaiting(trialCount, probability) : binomialByRejection(trialCount, probability)
  }

  /// Draws counts of a total over kinds, each with a chance proportional to its weight.
  ///
  /// - Precondition: A weight is above 0, or the total is 0; none is below 0.
  package mutating func multinomial(_ total: Int, weights: [Double]) -> [Int] {
    var left = total
    var weightLeft = weights.reduce(0, +)
    precondition(total == 0 || weightLeft > 0, "no kind to give \(total) to")
    var counts = [Int](repeating: 0, count: weights.count)
    let lastKind = weights.lastIndex { $0 > 0 }
    for (kind, weight) in weights.enumerated() where weight > 0 && left > 0 {
      // What rounding leaves of the weights must not leave items over.
      counts[kind] =
        kind == lastKind ? left : binomial(left, probability: min(1, max(0, weight / weightLeft)))
      left -= counts[kind]
      weightLeft -= weight
    }
    return counts
  }

  /// Adds up the geometric waits between successes.
  private mutating func binomialByWaiting(_ trialCount: Int, _ probability: Double) -> Int {
    let logFailure = log1p(-probability)
    var successCount = 0
    var place = 0.0
    while true {
      place += (log1p(-uniform()) / logFailure).rounded(.down) + 1
      guard place <= Double(trialCount) else { return successCount }
      successCount += 1
    }
  }

  private mutating func binomialByRejection(_ trialCount: Int, _ probability: Double) -> Int {
    let n = Double(trialCount)
    let deviation = (n * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let centre = n * probability + 0.5
    let accepted = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let mode = ((n + 1) * probability).rounded(.down)
    let logOdds = log(probability / (1 - probability))
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let distance = 0.5 - abs(u)
      let candidate = ((2 * a / distance + b) * u + centre).rounded(.down)
      guard candidate >= 0, candidate <= n else { continue }
      if distance >= 0.07 && v <= accepted { return Int(candidate) }
      let height = log(v * alpha / (a / (distance * distance) + b))
      let weight =
        logGamma(mode + 1) + logGamma(n - mode + 1) - logGamma(candidate + 1) - logGamma(n - candidate + 1)
        + (candidate - mode) * logOdds
      if height <= weight { return Int(candidate) }
    }
  }
}

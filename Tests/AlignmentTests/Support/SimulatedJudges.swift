import Alignment
import Statistics

/// A judge made up at random, with pairs enough to cut again and again.
struct SimulatedJudge {
  /// What kind of judge it is.
  enum Kind: CaseIterable {
    /// Right on half to nearly all items of each label, wrong at random otherwise.
    case related

    /// Right on 93 items of 100 or more.
    case nearlyFaultless

    /// Often one label too high.
    case shifted

    /// Answers without regard to the item.
    case unrelated
  }

  let pairs: CalibrationPairs

  init(_ kind: Kind, itemCount: Int, _ generator: inout SplitMix64) {
    let count = 2 + generator.integer(below: 4)
    let frequencies = (0..<count).map { _ in 0.3 + generator.uniform() }
    let same = (0..<count).map { _ in generator.uniform() + 0.05 }
    let rows = (0..<count).map { label in
      kind == .unrelated ? same : Self.chances(of: label, count, kind, &generator)
    }
    let labels = (0..<count).map { "\($0)" }
    pairs = CalibrationPairs(
      judgeLabels: labels, humanLabels: labels,
      pairs: (0..<itemCount).map { item in
        let label = Self.draw(frequencies, &generator)
        return (item: "\(item)", verdict: Self.draw(rows[label], &generator), reference: label)
      })
  }

  /// The chance of each verdict on items of a label.
  private static func chances(
    of label: Int, _ count: Int, _ kind: Kind, _ generator: inout SplitMix64
  ) -> [Double] {
    var chances = (0..<count).map { $0 == label ? 0 : generator.uniform() + 0.01 }
    let others = chances.reduce(0, +)
    let right =
      kind == .nearlyFaultless ? 0.93 + 0.07 * generator.uniform() : 0.5 + 0.45 * generator.uniform()
    for other in chances.indices { chances[other] *= (1 - right) / others }
    chances[label] = right
    guard kind == .shifted, label + 1 < count else { return chances }
    let up = 0.7 * generator.uniform()
    chances[label + 1] += up * chances[label]
    chances[label] *= 1 - up
    return chances
  }

  private static func draw(_ weights: [Double], _ generator: inout SplitMix64) -> Int {
    var rest = generator.uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}

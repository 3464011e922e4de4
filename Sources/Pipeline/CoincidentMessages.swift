internal import Features
internal import Foundation

/// Tells which messages of a tool come from one cause: those that failures with several errors have together.
struct CoincidentMessages {
  /// The telling words of each message.
  let words: [Set<String>]
  let kinds: [MessageKind]

  /// The messages of each failure's errors, by their places, one for each error.
  let rows: [[Int]]

  /// The largest part, of what would have two causes if they came by lot, that has both: see ``CoincidenceMerging``, which
  /// joins from there.
  private static let mostMixed = 0.1

  /// Fewer failures that would have both by lot tell nothing.
  private static let leastExpected = 3.0

  /// The least share of their words that two messages of one type have in common and say the same.
  private static let leastLikeness = 0.3

  /// The cause of each message: the lowest place among the messages of its own.
  ///
  /// Messages of one kind, with many words in common, or of a tool that is slow or called too often are of one
  /// cause; then, step by step, the two causes that come together the most often, by what chance would bring, until
  /// each two come together far too seldom.
  ///
  /// - Complexity: O(*m*³ · errors) for *m* messages.
  var causes: [Int] {
    var causes = Array(words.indices)
    for first in words.indices {
      for second in words.indices
      where second > first && causes[second] != causes[first] && areSame(first, second) {
        join(causes[first], causes[second], &causes)
      }
    }
    let several = rows.filter { $0.count > 1 }
    while let pair = likeliest(causes, several) { join(pair.0, pair.1, &causes) }
    return causes
  }

  private func join(_ one: Int, _ other: Int, _ causes: inout [Int]) {
    causes = causes.map { $0 == max(one, other) ? min(one, other) : $0 }
  }

  private func areSame(_ first: Int, _ second: Int) -> Bool {
    guard kinds[first].type == kinds[second].type else { return false }
    if let kind = kinds[first].kind, let other = kinds[second].kind { return kind == other }
    if kinds[first].type.isOneCauseInAnyWords { return true }
    let common = words[first].intersection(words[second]).count
    return Double(common) >= Self.leastLikeness * Double(words[first].union(words[second]).count)
      && common > 0
  }

  /// The two causes that come together the most often by what chance would bring, of those that may be one.
  private func likeliest(_ causes: [Int], _ rows: [[Int]]) -> (Int, Int)? {
    let heads = Set(causes).sorted()
    let counts = rows.map { row in
      var counts: [Int: Int] = [:]
      for place in row { counts[causes[place], default: 0] += 1 }
      return counts
    }
    var best: (ratio: Double, pair: (Int, Int))?
    for first in heads {
      for second in heads where second > first {
        let (expected, mixed) = coincidences(first, second, counts)
        if expected >= Self.leastExpected, mixed <= Self.mostMixed * expected { continue }
        let ratio = expected > 0 ? mixed / expected : 0
        if ratio > best?.ratio ?? -1 { best = (ratio, (first, second)) }
      }
    }
    return best?.pair
  }

  /// How many failures with several errors would have two causes by lot, and how many have.
  private func coincidences(_ first: Int, _ second: Int, _ rows: [[Int: Int]]) -> (Double, Double) {
    let pairs = rows.map { ($0[first] ?? 0, $0[second] ?? 0) }
    let ofFirst = pairs.reduce(0) { $0 + $1.0 }
    let share = Double(ofFirst) / Double(max(1, pairs.reduce(ofFirst) { $0 + $1.1 }))
    var (expected, mixed) = (0.0, 0.0)
    for (one, other) in pairs where one + other > 1 {
      let count = Double(one + other)
      expected += 1 - pow(share, count) - pow(1 - share, count)
      if one > 0, other > 0 { mixed += 1 }
    }
    return (expected, mixed)
  }
}

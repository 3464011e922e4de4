import Foundation

extension ProportionComparison {
  /// The second share less the first, from −1 to 1; `nil` if either has no trials.
  package var difference: Double? {
    guard let before = first.value, let after = second.value else { return nil }
    return after - before
  }

  /// Returns the interval of the difference, made of the two shares' own intervals by Wilson; `nil` if either has no
  /// trials.
  ///
  /// Source: R. G. Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10.
  package func differenceInterval(level: Double = 0.95) -> Interval? {
    guard let before = first.value, let after = second.value, let difference,
      let one = first.wilsonInterval(level: level), let other = second.wilsonInterval(level: level)
    else { return nil }
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return Interval(
      lower: max(-1, difference - length(after - other.lower, one.upper - before)),
      upper: min(1, difference + length(other.upper - after, before - one.lower)))
  }

  /// The two-sided *p* value: of the score test, and of Fisher's exact one where fewer than five successes or failures
  /// are expected on either side.
  package var test: Double? {
    guard let scoreTest else { return nil }
    let total = first.count + second.count
    let successCount = first.successCount + second.successCount
    let rarest = min(successCount, total - successCount) * min(first.count, second.count)
    return rarest < Self.leastExpectedCount * total ? exactTest : scoreTest
  }

  /// The usual rule for taking a table's distribution as normal.
  private static let leastExpectedCount = 5
}

extension PairedComparison {
  /// The two-sided mid-*p* value of McNemar's test; 1 without a difference.
  ///
  /// Half of the chance of what was seen is left out: the exact test is right far less often than it promises to be
  /// wrong.
  ///
  /// Source: M. W. Fagerland, S. Lydersen and P. Laake 2013, doi:10.1186/1471-2288-13-91.
  package var midPTest: Double {
    let total = onlyFirstCount + onlySecondCount
    let fewer = min(onlyFirstCount, onlySecondCount)
    guard total > 0, fewer * 2 < total else { return 1 }
    return max(0, exactTest - binomialChance(fewer, of: total))
  }

  /// Returns what the second has right more often than the first, from −1 to 1; `nil` of no questions.
  package func difference(of count: Int) -> Double? {
    count > 0 ? Double(onlySecondCount - onlyFirstCount) / Double(count) : nil
  }

  /// Returns the score interval of the difference, second less first; `nil` of no questions.
  ///
  /// It is made of the differences that a score test would not reject, and holds what it promises down to a handful of
  /// questions and where none differ.
  ///
  /// Source: T. Tango 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B.
  ///
  /// - Parameter count: The number of questions, those answered alike included.
  /// - Precondition: It is at least the number of those answered differently.
  package func differenceInterval(of count: Int, level: Double = 0.95) -> Interval? {
    precondition(count >= onlyFirstCount + onlySecondCount, "\(count) questions are too few")
    guard let difference = difference(of: count) else { return nil }
    let z = StandardNormal.quantile((1 + level) / 2)
    // The statistic falls as the hypothesis rises.
    let lower = halved(between: -1, and: difference) { score($0, count) > z }
    let upper = halved(between: difference, and: 1) { score($0, count) > -z }
    return Interval(lower: lower, upper: upper)
  }

  /// Tango's statistic of the hypothesis that the difference is `delta`.
  private func score(_ delta: Double, _ count: Int) -> Double {
    let (n, gained, lost) = (Double(count), Double(onlySecondCount), Double(onlyFirstCount))
    let a = 2 * n
    let b = -gained - lost + (2 * n - gained + lost) * delta
    let c = -lost * delta * (1 - delta)
    let lostShare = max(0, (max(0, b * b - 4 * a * c).squareRoot() - b) / (2 * a))
    let distance = gained - lost - n * delta
    let variance = n * (2 * lostShare + delta * (1 - delta))
    guard variance > 0 else { return distance == 0 ? 0 : distance > 0 ? .infinity : -.infinity }
    return distance / variance.squareRoot()
  }

  /// Where a property is lost between two numbers, of which the lower has it.
  private func halved(between lower: Double, and upper: Double, holds: (Double) -> Bool) -> Double {
    var (lower, upper) = (lower, upper)
    // Sixty halvings of at most 2 leave less than the last digit.
    for _ in 0..<60 {
      let middle = (lower + upper) / 2
      if holds(middle) { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }
}

/// The chance of a number of heads of a fair coin.
private func binomialChance(_ heads: Int, of count: Int) -> Double {
  exp(logBinomial(count, heads) - Double(count) * 0.693_147_180_559_945_3)
}

internal import Sampling

/// Chooses the items that are sent: those that a budget allows, without those that have their labels already and
/// without those that would say the same again.
package struct QueueSelection: Sendable {
  /// The most items; `nil` for no limit.
  package let itemLimit: Int?

  /// The most minutes of one reader; `nil` for no limit.
  package let minutes: Double?
  package let wordsPerMinute: Double

  /// Silent reading of English takes an adult about 238 words a minute; transcripts with JSON are slower.
  ///
  /// Source: M. Brysbaert 2019, doi:10.1016/j.jml.2019.104047.
  package static let usualWordsPerMinute = 200.0

  /// Two texts are alike from this share of common phrases on.
  private static let likeness = 0.8

  /// What an answer takes beside the reading, in seconds.
  private static let answerSeconds = 15.0

  package init(
    itemLimit: Int? = nil, minutes: Double? = nil, wordsPerMinute: Double = usualWordsPerMinute
  ) {
    (self.itemLimit, self.minutes, self.wordsPerMinute) = (itemLimit, minutes, wordsPerMinute)
  }

  /// What was chosen, and why others were not.
  package struct Result: Sendable {
    package let items: [QueueItem]
    package let labelledCount: Int
    package let similarCount: Int
    package let beyondBudgetCount: Int
  }

  /// Chooses from items in the order of their signatures' ranks.
  ///
  /// - Parameter labelled: The ids of items and traces that have labels on every criterion asked.
  package func selection(from items: [QueueItem], labelled: Set<String>) -> Result {
    let isLabelled = items.map { labelled.contains($0.id) || labelled.contains($0.traceID) }
    let isSimilar = similar(items, isLabelled)
    var strata: [String] = []
    for item in items where !strata.contains(item.stratum) { strata.append(item.stratum) }
    let candidates = items.indices.map { index in
      ReviewBudget.Candidate(
        stratum: strata.firstIndex(of: items[index].stratum) ?? 0, role: Self.role(items[index].role),
        inclusionProbability: items[index].inclusionProbability,
        lanePlace: items[index].draw?.lanePlace, laneProbability: items[index].draw?.laneProbability ?? 0,
        seconds: Double(items[index].wordCount) / wordsPerMinute * 60 + Self.answerSeconds,
        isLabelled: isLabelled[index], isSimilar: isSimilar[index])
    }
    let choices = ReviewBudget(itemLimit: itemLimit, secondsLimit: minutes.map { $0 * 60 })
      .choices(from: candidates)
    let sent = Set(choices.map(\.index))
    let spared = candidates.indices.filter {
      candidates[$0].isSimilar && !candidates[$0].isLabelled && !sent.contains($0)
    }
    return Result(
      items: choices.map { items[$0.index].with(inclusionProbability: $0.inclusionProbability) },
      labelledCount: isLabelled.count { $0 }, similarCount: spared.count,
      beyondBudgetCount: candidates.count { !$0.isLabelled } - spared.count - choices.count)
  }

  /// Items chosen by rule that say what an earlier one of their stratum says; those drawn by lot always stay, or rates
  /// would be wrong.
  private func similar(_ items: [QueueItem], _ isLabelled: [Bool]) -> [Bool] {
    let phrases = items.map(Self.phrases)
    var isSimilar = [Bool](repeating: false, count: items.count)
    for (index, item) in items.enumerated() where !isLabelled[index] && !item.isDrawnByLot {
      isSimilar[index] = items.indices.contains { other in
        guard other != index, items[other].stratum == item.stratum, isLabelled[other] || other < index,
          !isSimilar[other]
        else { return false }
        let common = phrases[index].intersection(phrases[other]).count
        let all = phrases[index].count + phrases[other].count - common
        return all > 0 && Double(common) >= Self.likeness * Double(all)
      }
    }
    return isSimilar
  }

  /// Every four words in a row, numbers alike.
  private static func phrases(of item: QueueItem) -> Set<String> {
    let words = item.turns.filter { $0.role != "system" }.flatMap { turn in
      turn.text.lowercased().split { !$0.isLetter && !$0.isNumber }.map {
        $0.allSatisfy(\.isNumber) ? "0" : $0
      }
    }
    guard words.count > 4 else { return [words.joined(separator: " ")] }
    return Set((0...(words.count - 4)).map { words[$0..<$0 + 4].joined(separator: " ") })
  }

  private static func role(_ name: String) -> RepresentativeSample.Role? {
    switch name {
    case "medoid": .medoid
    case "spread": .spread
    case "boundary": .boundary
    case "random": .random
    case "lane": .lane
    default: nil
    }
  }
}

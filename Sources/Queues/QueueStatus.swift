/// How far a review has come.
package struct QueueStatus: Sendable {
  /// A criterion asked of an item.
  package struct Question: Sendable, Hashable {
    package let itemID: String
    package let criterion: String

    package init(itemID: String, criterion: String) {
      (self.itemID, self.criterion) = (itemID, criterion)
    }
  }

  package let itemCount: Int

  /// Items of which some question has no label.
  package let openItemCount: Int
  package let labelCount: Int

  /// Labels by annotator, the busiest first.
  package let annotators: [(name: String, count: Int)]

  /// How many labels name nobody; they say nothing of the agreement between people.
  package let anonymousCount: Int

  /// Pairs of people's labels for the same question, and how many of them are equal.
  package let pairCount: Int
  package let equalPairCount: Int

  /// The median time for an item, in seconds; `nil` where no tool said enough to measure it.
  package let secondsPerItem: Double?

  /// - Parameters:
  ///   - questions: What was asked.
  ///   - labels: The current ones, without those that are stale.
  package init(questions: [Question], labels: [ReturnedLabel]) {
    let answered = Dictionary(grouping: labels) { Question(itemID: $0.itemID, criterion: $0.criterion) }
    itemCount = Set(questions.map(\.itemID)).count
    openItemCount = Set(questions.filter { answered[$0] == nil }.map(\.itemID)).count
    labelCount = labels.count
    anonymousCount = labels.count { $0.isAnonymous }
    let counts = Dictionary(labels.map { ($0.annotator, 1) }, uniquingKeysWith: +)
    annotators = counts.map { (name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    var (pairs, equal) = (0, 0)
    for group in answered.values {
      let named = group.filter { !$0.isAnonymous }
      for (place, one) in named.enumerated() {
        for other in named[(place + 1)...] where other.annotator != one.annotator {
          pairs += 1
          if one.label == other.label { equal += 1 }
        }
      }
    }
    (pairCount, equalPairCount) = (pairs, equal)
    secondsPerItem = Self.pace(of: labels)
  }

  /// The share of equal pairs, from 0 to 1; `nil` where no two people labelled the same.
  package var agreement: Double? { pairCount > 0 ? Double(equalPairCount) / Double(pairCount) : nil }

  /// The minutes that the open items take one reader at the pace measured; `nil` where none was.
  package var minutesLeft: Double? { secondsPerItem.map { $0 * Double(openItemCount) / 60 } }

  /// The median of the times that tools measured; where none did, of the times between the labels of one person.
  private static func pace(of labels: [ReturnedLabel]) -> Double? {
    var measured: [String: Double] = [:]
    for label in labels {
      if let seconds = label.durationSeconds, seconds > 0 {
        measured["\(label.itemID) \(label.annotator)"] = seconds
      }
    }
    if !measured.isEmpty { return median(Array(measured.values)) }
    var gaps: [Double] = []
    for own in Dictionary(grouping: labels, by: \.annotator).values {
      let times = Set(own.compactMap(\.labelledAt)).sorted()
      gaps += zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 < longestGap }
    }
    return gaps.isEmpty ? nil : median(gaps)
  }

  /// Half an hour without a label is a pause, in seconds.
  private static let longestGap = 1_800.0

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

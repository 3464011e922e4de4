package import Labels
package import Sampling

/// How common a failure is among all traces mined, from the labels of the review sample.
package enum ReviewShare {
  /// The share of traces that fail a criterion of two labels; `nil` where nothing says.
  ///
  /// An item fails if more of its people say so than not; one on which they are divided says nothing. Of the random
  /// items of a stratum that were sent, those that are labelled stand for the others, too.
  package static func failing(
    _ criterion: Criterion, items: [QueueItem], labels: [ReturnedLabel]
  ) -> SampledShare? {
    guard let pass = criterion.scale.passPosition else { return nil }
    var votes: [String: Int] = [:]
    for label in labels where label.criterion == criterion.name {
      votes[label.itemID, default: 0] += label.label == criterion.scale.labels[pass] ? -1 : 1
    }
    let told = items.filter { votes[$0.id] ?? 0 != 0 }
    let sent = Dictionary(grouping: items.filter(\.isDrawnByLot), by: \.stratum).mapValues(\.count)
    let answered = Dictionary(grouping: told.filter(\.isDrawnByLot), by: \.stratum).mapValues(\.count)
    // Without a trace drawn by lot, only what we chose to read would be counted.
    guard !answered.isEmpty else { return nil }
    return SampledShare(
      told.map { item in
        var chance = item.inclusionProbability
        if item.isDrawnByLot, let all = sent[item.stratum], let own = answered[item.stratum] {
          chance *= Double(own) / Double(all)
        }
        return SampledShare.Read(inclusionProbability: chance, hasProperty: (votes[item.id] ?? 0) > 0)
      })
  }
}

extension QueueItem {
  fileprivate var isDrawnByLot: Bool { role == "random" }
}

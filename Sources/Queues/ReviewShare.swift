package import Labels
package import Sampling

/// How common a failure is among all traces mined, from the labels of the review sample.
package enum ReviewShare {
  /// The share of traces that fail a criterion of two labels; `nil` where nothing says.
  ///
  /// An item fails if more of its people say so than not; one on which they are divided says nothing. Of the items
  /// drawn by lot that were sent, those that are labelled stand for the others, too.
  package static func failing(
    _ criterion: Criterion, items: [QueueItem], labels: [ReturnedLabel]
  ) -> SampledShare? {
    guard let pass = criterion.scale.passPosition else { return nil }
    var votes: [String: Int] = [:]
    for label in labels where label.criterion == criterion.name {
      votes[label.itemID, default: 0] += label.label == criterion.scale.labels[pass] ? -1 : 1
    }
    return SampledShare(strata(of: items, votes: votes))
  }

  /// What an item was drawn from.
  private struct Source: Hashable {
    let draw: String
    let stratum: String
  }

  /// The strata of every draw, with those of which no item was sent taken together.
  private static func strata(of items: [QueueItem], votes: [String: Int]) -> [SampledShare.Stratum] {
    let groups = Dictionary(grouping: items) { Source(draw: $0.draw?.id ?? "", stratum: $0.stratum) }
      .sorted { ($0.key.draw, $0.key.stratum) < ($1.key.draw, $1.key.stratum) }
    var strata: [SampledShare.Stratum] = []
    var restOfDraw: [String: Int] = [:]
    for (source, items) in groups {
      let size = size(of: items)
      strata.append(
        SampledShare.Stratum(
          size: size, chosen: reads(of: items.filter { !$0.isDrawnByLot }, votes),
          drawn: reads(of: items.filter(\.isDrawnByLot), votes)))
      if let draw = items[0].draw {
        restOfDraw[source.draw] = (restOfDraw[source.draw] ?? draw.minedCount) - size
      }
    }
    let rests = restOfDraw.sorted { $0.key < $1.key }.map(\.value).filter { $0 > 0 }
    return strata + rests.map { SampledShare.Stratum(size: $0, chosen: .init(), drawn: .init()) }
  }

  /// How many traces the stratum of some items holds; where that is not told, as many as the items stand for.
  private static func size(of items: [QueueItem]) -> Int {
    if let size = items.compactMap({ $0.draw?.stratumSize }).max() { return size }
    let sum = items.reduce(0.0) { $0 + 1 / max(1e-9, $1.inclusionProbability) }
    return Int(min(sum, 1e15).rounded())
  }

  private static func reads(of items: [QueueItem], _ votes: [String: Int]) -> SampledShare.Reads {
    items.reduce(into: SampledShare.Reads()) { reads, item in
      let vote = votes[item.id] ?? 0
      if vote != 0 { reads.add(hasProperty: vote > 0) }
    }
  }
}

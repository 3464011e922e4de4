import Labels
import Sampling
import Statistics
import Testing

@testable import Queues

private func item(
  _ number: Int, _ stratum: String, _ role: String, size: Int, draw: String = "d", lane: Int? = nil
) -> QueueItem {
  QueueItem(
    id: "item-\(number)", traceID: "trace-\(number)", signatureID: stratum, role: role, stratum: stratum,
    inclusionProbability: role == "random" || role == "lane" ? 0.1 : 1,
    draw: .init(id: draw, minedCount: 100, stratumSize: size, lanePlace: lane, laneProbability: 0.1),
    turns: [.init(role: "user", content: "\(number)")])
}

private let items = [
  item(1, "a", "medoid", size: 60), item(2, "a", "random", size: 60), item(3, "a", "lane", size: 60, lane: 1),
  item(4, "b", "random", size: 30), item(5, "b", "boundary", size: 30, lane: 2),
]

private func labels(_ answers: [Int: String]) -> [ReturnedLabel] {
  answers.sorted { $0.key < $1.key }.map { madeLabel("item-\($0.key)", "ann", $0.value) }
}

@Test func `the share weighs strata by their sizes, and those never sent as the others`() throws {
  let share = try #require(
    ReviewShare.failing(
      MadeItems.pass, items: items,
      labels: labels([1: "fail", 2: "fail", 3: "pass", 4: "pass", 5: "fail"])))
  // Of a: 1 + 1 + 57 / 2 of 60; of b: 1 + 28 · 0; the other ten are as the unread of those two.
  let unread = 57.0 * 0.5 + 28 * 0
  #expect(abs(share.value - (3 + unread + 10 * unread / 85) / 100) < 1e-12)
  #expect(share.interval.contains(share.value) && share.readCount == 5)
}

@Test func `without a draw nothing is said, and two draws are counted apart`() throws {
  #expect(ReviewShare.failing(MadeItems.pass, items: items, labels: labels([1: "fail", 5: "fail"])) == nil)
  let other = (6...7).map { item($0, "a", "random", size: 100, draw: "e") }
  let share = try #require(
    ReviewShare.failing(
      MadeItems.pass, items: items + other,
      labels: labels([2: "fail", 3: "fail", 4: "fail", 6: "pass", 7: "pass"])))
  // Ninety that all fail, a hundred that all pass, and ten of which nothing was sent.
  #expect(abs(share.value - (3 + 195 * 87.0 / 185) / 200) < 1e-12)
}

@Test func `items that tell no draw stand for the inverse of their chance`() throws {
  let old = (1...4).map { number in
    QueueItem(
      id: "item-\(number)", traceID: "t", signatureID: "a", role: number == 1 ? "medoid" : "random",
      stratum: "a", inclusionProbability: number == 1 ? 1 : 0.1, turns: [])
  }
  let share = try #require(
    ReviewShare.failing(
      MadeItems.pass, items: old, labels: labels([1: "pass", 2: "fail", 3: "fail", 4: "fail"])))
  #expect(abs(share.value - 30.0 / 31) < 1e-12)
}

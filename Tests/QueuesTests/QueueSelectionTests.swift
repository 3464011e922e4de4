import Testing

@testable import Queues

private func item(_ number: Int, _ stratum: String, _ role: String, _ text: String? = nil) -> QueueItem {
  let words = text ?? (0..<40).map { "w\(number)x\($0)" }.joined(separator: " ")
  return QueueItem(
    id: "item-\(number)", traceID: "trace-\(number)", signatureID: stratum, role: role, stratum: stratum,
    inclusionProbability: role == "random" ? 0.1 : 1, turns: [.init(role: "user", content: words)])
}

private let items = [
  item(1, "a", "medoid"), item(2, "a", "spread"), item(3, "a", "random"), item(4, "b", "medoid"),
  item(5, "b", "random"), item(6, "rare-but-severe", "severe"), item(7, "unassigned", "random"),
]

private func ids(_ result: QueueSelection.Result) -> [String] { result.items.map(\.id) }

@Test func `a budget reaches every signature and lane first`() {
  #expect(
    ids(QueueSelection(itemLimit: 4).selection(from: items, labelled: []))
      == ["item-1", "item-4", "item-6", "item-7"])
  let all = QueueSelection().selection(from: items, labelled: [])
  #expect(all.items == items && all.beyondBudgetCount == 0)
}

@Test func `items that have labels are not sent again, by item or by trace`() {
  let result = QueueSelection(itemLimit: 10).selection(from: items, labelled: ["item-1", "trace-5"])
  #expect(ids(result) == ["item-2", "item-3", "item-4", "item-6", "item-7"] && result.labelledCount == 2)
}

@Test func `of items that say the same one is sent, but those drawn by lot stay`() {
  let text = (0..<30).map { "the refund of order \($0) was refused again" }.joined(separator: " ")
  let same = [
    item(1, "a", "medoid", text + " today"), item(2, "a", "spread", text + " yesterday"),
    item(3, "a", "random", text), item(4, "b", "medoid", text),
  ]
  let result = QueueSelection().selection(from: same, labelled: [])
  #expect(ids(result) == ["item-1", "item-3", "item-4"] && result.similarCount == 1)
  // One like a labelled one is spared too.
  #expect(ids(QueueSelection().selection(from: same, labelled: ["item-2"])) == ["item-3", "item-4"])
}

@Test func `minutes are spent at the reading speed`() {
  // Forty words at twenty a minute and the answer take 135 seconds.
  #expect(
    QueueSelection(minutes: 4.6, wordsPerMinute: 20).selection(from: items, labelled: []).items.count == 2)
  #expect(
    QueueSelection(minutes: 4.4, wordsPerMinute: 20).selection(from: items, labelled: []).items.count == 1)
}

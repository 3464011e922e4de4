import Foundation
import Reports
import Testing

@testable import Queues

/// The queue that the reports' snapshot holds, as `mine` writes it.
private func writtenQueue() throws -> [Substring] {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let path = tests.appendingPathComponent("ReportsTests/Snapshots/queue.jsonl")
  return try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
}

@Test func `how an item was drawn is kept in its line`() throws {
  let item = QueueItem(
    id: "i", traceID: "t", signatureID: nil, role: "lane", stratum: "unassigned", inclusionProbability: 0.25,
    draw: .init(id: "00ff", minedCount: 40, stratumSize: 12, lanePlace: 3, laneProbability: 0.1),
    turns: [.init(role: "user", content: "x")])
  #expect(try QueueItem(line: item.json.line.utf8) == item && item.isDrawnByLot)
}

@Test func `items are read as mine writes them, and their hash is that of what is shown`() throws {
  for line in try writtenQueue() {
    let item = try QueueItem(line: line.utf8)
    #expect(item.json.line == line)
    #expect(!item.turns.isEmpty && item.wordCount > 10)
  }
}

@Test func `an item whose messages were changed is refused`() throws {
  let line = try #require(try writtenQueue().first).replacing("money back", with: "money")
  #expect(throws: QueueItemError.self) { try QueueItem(line: line.utf8) }
  #expect(throws: QueueItemError.missingFields) { try QueueItem(line: "{\"item_id\":\"a\"}".utf8) }
}

@Test func `a turn is one text for tools that show no calls`() {
  #expect(MadeItems.items[0].turns[1].text == "→ refund {\"order\":\"1\"}")
  #expect(MadeItems.items[0].turns[2].text == "[refund]\n403, =forbidden")
  #expect(QueueItem.Turn(role: "user", content: "").text == "(empty)")
}

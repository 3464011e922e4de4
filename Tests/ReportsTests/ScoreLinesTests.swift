import Evaluators
import Gate
import JSONBytes
import Testing

@testable import Reports

@Test func `a score that is written is read again as it was`() throws {
  var score = Score(
    traceID: "trace \"1\" \u{202E} 退款", traceHash: "ab", shownHash: "cd", evaluator: "polite",
    evaluatorVersion: "v1", criterion: "tone", criterionVersion: "c1")
  score.agent = "shop\u{1B}[31m"
  score.startedAt = 1_767_607_200
  score.value = 0.1 + 0.2
  score.passed = false
  score.isCanary = true
  score.rationale = "line\nline\\"
  score.failure = "\u{0}"
  var lines = ScoreLines()
  lines.append(score, run: "R-1", time: "2026-01-05T10:00:00Z")
  let text = String(decoding: lines.bytes, as: UTF8.self)
  #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 1)
  #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
  let record = try #require(ScoreRecord(try JSONParser().parse(lines.bytes)))
  #expect(record.score == score && record.isIntact && record.time == "2026-01-05T10:00:00Z")
  lines.removeAll()
  #expect(lines.bytes.isEmpty)
}

@Test func `what a score does not say is not written`() {
  var lines = ScoreLines()
  lines.append(
    Score(
      traceID: "t", traceHash: "a", shownHash: "b", evaluator: "e", evaluatorVersion: "v", criterion: "c",
      criterionVersion: "w"), run: "R", time: nil)
  let text = String(decoding: lines.bytes, as: UTF8.self)
  #expect(!text.contains("null") && !text.contains("passed") && !text.contains("canary"))
}

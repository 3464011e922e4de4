import Evaluators
import Foundation
import Testing

@testable import Reports

private func member(_ name: String, passes: Int, fails: Int, failures: [String] = [])
  -> EvaluationReport.Member
{
  var tally = EvaluatorTally(name: name)
  tally.addPass(passes)
  tally.addFail(fails)
  for failure in failures {
    tally.note(Judgement(failure: failure))
    tally.addUnreadable()
  }
  let check = Check.called(tool: "x", Check.CallCount())
  return .init(
    version: Evaluator.Version(
      Evaluator(name: name, criterion: "c", kind: .check, check: check), criterionVersion: "cv"), tally: tally
  )
}

private func report(_ members: [EvaluationReport.Member], pairs: [EvaluatorPair] = []) -> EvaluationReport {
  EvaluationReport(
    run: "E-12345678", time: "2026-01-05T10:00:00Z", version: "1",
    inputs: [.init(path: "a.jsonl", byteCount: 10, hash: "00")],
    counts: .init(records: 110, traces: 100, joined: 0, duplicates: 4, conflicts: 1, rejections: 6),
    members: members, pairs: pairs,
    rejections: [.init(reason: "not | valid <JSON>", count: 6, path: "a.jsonl", line: 3)])
}

@Test func `the page says what each evaluator said, with an interval`() {
  let text = EvaluationPage(report([member("a", passes: 60, fails: 40)])).text
  #expect(text.contains("100 traces scored by 1 evaluator"))
  #expect(text.contains("60 %") && text.contains("50 % to 69 %"))
  #expect(text.contains("not \\| valid &lt;JSON&gt;"))
  #expect(text.contains("1 trace had the id of another"))
  #expect(!text.contains("Unreadable answers") && !text.contains("Counted twice"))
}

@Test func `answers that could not be read are told by reason, the commonest first`() {
  let made = member("a", passes: 0, fails: 0, failures: ["cut off", "no <b>JSON", "no <b>JSON"])
  let text = EvaluationPage(report([made])).text
  #expect(text.contains("## Unreadable answers"))
  let places = ["no &lt;b&gt;JSON", "cut off"].map { text.range(of: $0)?.lowerBound }
  #expect(places[0].map { first in places[1].map { first < $0 } ?? false } ?? false)
  // Nothing is said of a pass rate of no answers.
  #expect(text.contains(" — |"))
}

@Test func `evaluators that count one thing twice are named`() {
  var pair = EvaluatorPair(first: "a", second: "b")
  (pair.bothPassCount, pair.bothFailCount, pair.onlyFirstCount) = (60, 39, 1)
  let text = EvaluationPage(report([member("a", passes: 61, fails: 39)], pairs: [pair])).text
  #expect(text.contains("## Counted twice") && text.contains("a, b"))
}

@Test func `the file for programs holds all that the scores were made of`() throws {
  var pair = EvaluatorPair(first: "a", second: "b")
  (pair.bothPassCount, pair.bothFailCount) = (3, 3)
  let made = report([member("a", passes: 60, fails: 38, failures: ["x", "y"])], pairs: [pair])
  let json = try JSONSerialization.jsonObject(with: Data(EvaluationJSON(made).text.utf8)) as? [String: Any]
  #expect(json?["run"] as? String == "E-12345678")
  #expect((json?["counts"] as? [String: Int])?["rejections"] == 6)
  let evaluator = (json?["evaluators"] as? [[String: Any]])?.first
  #expect(evaluator?["version"] as? String == made.members[0].version.id)
  #expect(evaluator?["content"] as? String == made.members[0].version.content)
  #expect(evaluator?["reliability"] as? Double == 0.98)
  #expect(evaluator?["unreadable"] as? Int == 2)
  #expect(evaluator?["failures"] as? [String: Int] == ["x": 1, "y": 1])
  let pairs = json?["pairs"] as? [[String: Any]]
  #expect(pairs?.first?["phi"] as? Double == 1)
  #expect(pairs?.first?["phi_low"] is NSNull)
  #expect(pairs?.first?["is_double"] as? Bool == false)
}

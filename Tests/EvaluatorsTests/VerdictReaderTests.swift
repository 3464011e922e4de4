import Evaluators
import Labels
import Testing

private let passFail = PassRule.scale
private let stars = LabelScale(labels: ["1", "2", "3", "4", "5"], kind: .ordinal)
private let words = LabelScale(labels: ["wrong", "partly_correct", "correct"], kind: .ordinal)

private func label(_ text: String, on scale: LabelScale = passFail, finish: String? = "stop") -> String? {
  let verdict = VerdictReader(scale: scale).verdict(in: ChatAnswer(text: text, finishReason: finish))
  // A verdict and a reason for none never stand together.
  #expect((verdict.position == nil) == (verdict.failure != nil))
  return verdict.position.map { scale.labels[$0] }
}

private func failure(_ text: String, on scale: LabelScale = passFail, finish: String? = "stop") -> String? {
  VerdictReader(scale: scale).verdict(in: ChatAnswer(text: text, finishReason: finish)).failure
}

@Test(arguments: [
  #"{"rationale":"r","verdict":"fail"}"#, "```json\n{\"verdict\": \"fail\"}\n```",
  "Let me see.\n\n{\"verdict\":\"FAIL\"}\n\nI hope this helps.",
  #"{"reasoning": "a } b { c", "label": "Fail."}"#,
  #"{"verdict": false}"#, #"{"verdict": 0}"#, #"{"result": {"verdict": "failed"}}"#, #"[{"verdict":"no"}]"#,
  #"{"Verdict":"fail","score":0.9}"#, #"First {"note": 1}, then {"verdict":"fail"}"#,
  #"{"verdict":"fail (too late)"}"#,
  #"{"verdict":"pass"} On reflection: {"verdict":"fail"}"#, "fail", " **Fail** ", "`fail`", "\"fail\"\n",
  "The refund was late.\nVerdict: fail", "**Verdict:** Fail\nThe refund was late.", "Final answer: fail.",
  "It was late.\n\nfail", "<think>pass or fail? pass?</think>fail",
  "pass it is? no.</think>\n{\"verdict\":\"fail\"}",
  "<think>a</think><thinking>b</thinking>{\"verdict\":\"fail\"}", "Verdict: pass\nno wait\nVerdict: fail",
  "{{\"verdict\": \"fail\"}}", #"{"rationale":"it wrote <think>","verdict":"fail"}"#, "verdict = wrong",
])
func `a verdict is read whatever is around it`(text: String) {
  #expect(label(text) == "fail")
}

@Test(arguments: [
  "", "   \n", "It did not pass the test, so maybe.", "pass or fail", #"{"verdict":"pass/fail"}"#,
  #"{"verdict":"pass, fail"}"#,
  #"{"verdict":"maybe"}"#, #"{"verdict":null}"#, #"{"verdict":""}"#, #"{"verdict":0.7}"#,
  #"{"rationale":"r"}"#,
  #"{"verdict":"pass","label":"fail"}"#, #"{"verdict":"pass","verdict":"fail"}"#,
  #"{"rationale":"it said verdict: pass"#,
  "```json\n{\"verdict\": \"pa", "<think>it is a pass", "<think>verdict: pass\n{\"verdict\":\"pass\"}",
  #"The agent wrote {"verdict":"pass"} but {"verdict":"fail"} is right, I would say, or not."#,
  "Verdict: pass\nVerdict: fail\nI cannot say.", "I'm sorry, but I can't assist with that.", "{}", "[]",
  "null", "passable",
  "Verdict: fail, not a pass",
])
func `what can be read in two ways or none is no verdict`(text: String) {
  #expect(label(text) == nil)
}

@Test(arguments: [
  ("4", "4"), ("4.0", "4"), ("4/5", "4"), ("4 out of 5", "4"), (#"{"verdict":4}"#, "4"),
  (#"{"score":"4/5"}"#, "4"),
  ("Rating: 4 (good)", "4"), (#"{"verdict":"4"}"#, "4"), ("3.5", nil), ("4/10", nil), ("6", nil),
  ("four", nil), ("pass", nil),
  (#"{"verdict":3.5}"#, nil), ("Rating: 3.5", nil), ("0", nil), ("-4", nil),
])
func `numbers are labels only as they are`(text: String, expected: String?) {
  #expect(label(text, on: stars) == expected)
}

@Test(arguments: [
  ("Partly Correct", "partly_correct"), ("partly-correct", "partly_correct"), ("correct", "correct"),
  ("yes", nil), ("1", nil),
  ("Verdict: wrong - it was late", "wrong"), ("incorrect", nil),
])
func `words of other scales are theirs alone`(text: String, expected: String?) {
  #expect(label(text, on: words) == expected)
}

@Test func `other words for pass and fail stand only for labels that mean them`() {
  let safety = LabelScale(labels: ["unsafe", "safe"], kind: .ordinal)
  #expect(label("yes", on: safety) == nil && label("safe", on: safety) == "safe")
  let leak = LabelScale(labels: ["yes", "no"], kind: .ordinal)
  #expect(label("true", on: leak) == "yes" && label("fail", on: leak) == "no")
}

@Test func `reasons say what was wrong`() {
  #expect(failure("") == "it is empty")
  #expect(failure("", finish: "length")?.contains("limit of tokens") == true)
  #expect(
    failure("{\"rationale\":\"a", finish: "length") == "it reached the limit of tokens before the verdict")
  #expect(failure("{\"rationale\":\"a") == "it is cut off")
  #expect(failure("<think>a") == "it ended within its reasoning")
  #expect(failure("{\"verdict\":\"maybe\"}") == "its verdict is no label of the scale")
  #expect(failure("{\"a\":1}") == "its JSON has no verdict")
  #expect(failure("Well.") == "it names no verdict")
}

@Test func `reasoning, rationale and verdict are kept apart`() {
  let answer = ChatAnswer(
    text: "<think>first</think>{\"rationale\":\"late\",\"verdict\":\"fail\"}", reasoning: "given apart")
  let verdict = VerdictReader(scale: passFail).verdict(in: answer)
  #expect(verdict.position == 0 && verdict.rationale == "late")
  #expect(verdict.reasoning == "given apart\n\nfirst")
}

@Test(arguments: ["{", "{\"", "}", "<think>", "verdict:\n", "[[[{", "```"])
func `hostile answers take little time`(piece: String) {
  let text = String(repeating: piece, count: 200_000 / piece.count)
  var found: String?
  #expect(threadSeconds { found = label(text) } < 20)
  #expect(found == nil)
}

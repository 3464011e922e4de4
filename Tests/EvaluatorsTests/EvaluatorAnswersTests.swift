import Labels
import Testing

@testable import Evaluators

private let passFail = Evaluator(name: "a", criterion: "c", kind: .check)
private let stars = Evaluator(
  name: "s", criterion: "c", kind: .check, threshold: 0.5,
  scale: LabelScale(labels: ["1", "2", "3", "4", "5"], kind: .ordinal))
private let yesNo = Evaluator(
  name: "y", criterion: "c", kind: .check, scale: LabelScale(labels: ["yes", "no"], kind: .nominal))

private func read(_ line: String, _ evaluator: Evaluator = passFail) -> Judgement {
  evaluator.judgement(ofProgramLine: Array(line.utf8), traceID: "t1")
}

@Test func `labels and values of a scale lead to one another`() {
  #expect((passFail.passLabel, passFail.failLabel) == ("pass", "fail"))
  #expect((yesNo.passLabel, yesNo.failLabel) == ("yes", "no"))
  #expect((stars.passLabel, stars.failLabel) == ("5", "1"))
  for evaluator in [passFail, stars, yesNo] {
    for label in evaluator.scale.labels {
      #expect(evaluator.value(ofLabel: label).map(evaluator.label(ofValue:)) == label)
    }
  }
  #expect(stars.value(ofLabel: "4") == 0.75)
  #expect(stars.value(ofLabel: "6") == nil)
  #expect(stars.label(ofValue: 0.6) == "3")
}

@Test func `a label, a score or a pass is a verdict`() {
  #expect(read(#"{"label":"pass"}"#) == Judgement(label: "pass", value: 1))
  #expect(
    read(#"{"label":"no","rationale":"why"}"#, yesNo) == Judgement(label: "no", value: 0, rationale: "why"))
  #expect(read(#"{"score":0.7}"#) == Judgement(label: "pass", value: 0.7))
  #expect(read(#"{"score":0.2}"#, stars) == Judgement(label: "2", value: 0.2))
  #expect(read(#"{"pass":false,"trace_id":"t1","more":[1]}"#) == Judgement(label: "fail", value: 0))
  #expect(read(#"{"label":"4","score":0.8}"#, stars) == Judgement(label: "4", value: 0.8))
  #expect(read(#" {"label":null,"score":1} "#) == Judgement(label: "pass", value: 1))
}

@Test(arguments: [
  "", "pass", "null", "[]", "{}", #"{"label":"Pass"}"#, #"{"label":1}"#, #"{"score":"0.5"}"#,
  #"{"score":1.01}"#,
  #"{"score":-0.1}"#, #"{"score":NaN}"#, #"{"pass":"yes"}"#, #"{"label":"pass","score":0.1}"#,
  #"{"label":"pass","pass":false}"#, #"{"label":"pass","trace_id":"t2"}"#, #"{"label":"pass","trace_id":7}"#,
  #"{"label":"pass"} {"label":"fail"}"#, #"{"label":"pass""#, "\u{1}",
])
func `anything else has no verdict and says why`(line: String) {
  let judgement = read(line)
  #expect(!judgement.isReadable)
  #expect(judgement.label == nil && judgement.value == nil)
  #expect(judgement.failure?.isEmpty == false)
}

@Test func `a score takes over a verdict, or says why there is none`() {
  var score = Score(
    traceID: "t", traceHash: "h", shownHash: "h", evaluator: "a", evaluatorVersion: "v", criterion: "c",
    criterionVersion: "w")
  let empty = score
  score.take(Judgement(label: "pass", value: 0.4, rationale: "so"), of: passFail)
  #expect((score.label, score.value, score.passed, score.rationale) == ("pass", 0.4, false, "so"))
  var other = empty
  other.take(Judgement(failure: "cut off"), of: passFail)
  #expect(other.label == nil && other.value == nil && other.passed == nil)
  #expect(other.failure == "cut off")
  var third = empty
  third.take(Judgement(), of: passFail)
  #expect(third.failure == "the answer could not be read")
}

import Evaluators
import Labels
import Testing

private let stars = LabelScale(labels: ["1", "2", "3", "4", "5"], kind: .ordinal)

private func judgement(_ positions: Int?...) -> Judgement {
  Judgement(
    samples: positions.map {
      Verdict(position: $0, rationale: $0.map { "at \($0)" }, failure: $0 == nil ? "it is empty" : nil)
    },
    scale: stars)
}

@Test func `one sample is its verdict`() {
  let one = judgement(3)
  #expect(one.label == "4" && one.value == 0.75 && one.probabilities == [] && one.rationale == "at 3")
  #expect(one.answerCount == 1 && one.readableCount == 1 && one.isReadable)
}

@Test func `several samples give probabilities and the expected score`() {
  let several = judgement(4, 4, 2, nil)
  #expect(several.label == "5" && several.probabilities == [0, 0, 1.0 / 3, 0, 2.0 / 3])
  #expect(abs((several.value ?? 0) - 10.0 / 12) < 1e-12)
  #expect(several.answerCount == 4 && several.readableCount == 3 && several.rationale == "at 4")
}

@Test func `of labels that are as frequent the worst stands`() {
  #expect(judgement(4, 1, 1, 4).label == "2")
}

@Test func `fewer than half readable is no verdict`() {
  let few = judgement(4, nil, nil)
  #expect(few.label == nil && few.value == nil && !few.isReadable)
  #expect(few.failure == "2 of 3 samples: unreadable answer: it is empty")
  #expect(judgement(4, nil).isReadable)
  #expect(judgement(nil).failure == "unreadable answer: it is empty")
}

@Test func `a call without an answer says nothing of the judge's reliability`() {
  let lost = Judgement(samples: [Verdict(failure: "HTTP 500", isUnanswered: true)], scale: stars)
  #expect(lost.answerCount == 0 && lost.failure == "no answer: HTTP 500" && !lost.isReadable)
}

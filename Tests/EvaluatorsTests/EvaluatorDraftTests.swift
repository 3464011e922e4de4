import Labels
import Testing

@testable import Evaluators

private let criterion = Criterion(
  name: "refund-rule", question: "Was the refund\nright?", passMeaning: "it was", failMeaning: "it was not")

private func draft(_ kind: Evaluator.Kind, _ labels: [EvaluatorDraft.Label] = []) -> EvaluatorDraft {
  EvaluatorDraft(
    criterion: criterion, name: "refund", kind: kind, endpoint: "local", model: "m", labels: labels)
}

@Test func `a draft has the parts of its kind and the scale of its criterion`() {
  for kind in Evaluator.Kind.allCases {
    let evaluator = draft(kind).evaluator
    #expect((evaluator.check != nil) == (kind != .judge))
    #expect((evaluator.judge != nil) == (kind != .check))
    #expect(evaluator.scale == criterion.scale)
    #expect(evaluator.target == 0.8)
  }
  #expect(draft(.judge).evaluator.judge?.prompt.contains("{{conversation}}") == true)
  #expect(draft(.judge).remarks.first == "Was the refund right?")
}

@Test func `people who do not agree with one another are no reason to ask more of a judge`() {
  // Thirty items by two people each, who agree on eighteen.
  let labels = (0..<30).flatMap { item in
    [
      EvaluatorDraft.Label(item: "i\(item)", annotator: "ann", label: "pass", rationale: nil),
      EvaluatorDraft.Label(
        item: "i\(item)", annotator: "bob", label: item < 18 ? "pass" : "fail",
        rationale: item == 20 ? "paid\ntwice" : nil),
    ]
  }
  let made = draft(.judge, labels)
  #expect(made.evaluator.target == 0.6)
  #expect(made.remarks.contains("Labels: 12 fail, 48 pass, by 2 people."))
  #expect(made.remarks.contains("People agree with one another in 60 % of 30 pairs of labels."))
  #expect(made.remarks.contains("Why one failed: paid twice"))
  // A handful of pairs says too little to ask less.
  #expect(draft(.judge, Array(labels.suffix(10))).evaluator.target == 0.8)
}

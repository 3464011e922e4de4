import Labels
import Testing

@testable import Queues

/// A label as a tool brought it home.
func madeLabel(
  _ item: String, _ annotator: String, _ label: String, criterion: String = "refund_rule",
  at time: Double? = nil,
  seconds: Double? = nil, isAnonymous: Bool = false
) -> ReturnedLabel {
  ReturnedLabel(
    itemID: item, criterion: criterion, criterionVersion: "v", annotator: annotator, isAnonymous: isAnonymous,
    label: label, severity: nil, rationale: nil, labelledAt: time, durationSeconds: seconds, shownHash: "h",
    tool: .jsonl, sourceID: nil)
}

private let questions = (1...4).map { QueueStatus.Question(itemID: "item-\($0)", criterion: "refund_rule") }

@Test func `the status counts items, people and equal pairs`() {
  let status = QueueStatus(
    questions: questions,
    labels: [
      madeLabel("item-1", "ann", "pass", seconds: 40), madeLabel("item-1", "bea", "fail", seconds: 60),
      madeLabel("item-2", "ann", "pass", seconds: 50), madeLabel("item-2", "bea", "pass"),
      madeLabel("item-2", "someone", "fail", isAnonymous: true),
    ])
  #expect(status.itemCount == 4 && status.openItemCount == 2 && status.labelCount == 5)
  #expect(status.annotators.map(\.name) == ["ann", "bea", "someone"])
  #expect(status.pairCount == 2 && status.agreement == 0.5 && status.anonymousCount == 1)
  #expect(status.secondsPerItem == 50 && status.minutesLeft == 100.0 / 60)
}

@Test func `the pace is that between labels where no tool measured it, without pauses`() {
  let status = QueueStatus(
    questions: questions,
    labels: [
      madeLabel("item-1", "ann", "pass", at: 1_000), madeLabel("item-2", "ann", "pass", at: 1_030),
      madeLabel("item-3", "ann", "pass", at: 90_000),
    ])
  #expect(status.secondsPerItem == 30 && status.agreement == nil)
  #expect(QueueStatus(questions: questions, labels: []).minutesLeft == nil)
}

@Test func `two sets are compared by person and question`() {
  let before = [madeLabel("item-1", "ann", "pass"), madeLabel("item-2", "ann", "pass")]
  let after = [madeLabel("item-1", "ann", "fail"), madeLabel("item-3", "ann", "pass")]
  let comparison = LabelComparison(before: before, after: after)
  #expect(comparison.added.map(\.itemID) == ["item-3"] && comparison.removed.map(\.itemID) == ["item-2"])
  #expect(comparison.changed.map { "\($0.before.label) \($0.after.label)" } == ["pass fail"])
}

@Test func `a criterion is drafted from a signature and what people said of it`() {
  let draft = CriterionDraft(
    name: "refunds", signatureID: "SIG-4F2A", signatureName: "refunds refused", note: nil,
    items: MadeItems.items,
    labels: [])
  #expect(draft.criterion.question.contains("refunds refused") && draft.criterion.signatureID == "SIG-4F2A")
  #expect(draft.criterion.examples.map(\.traceID) == ["trace-1"])
}

@Test func `the examples of a draft are one a trace, and nothing that people disagree on`() {
  func label(_ item: Int, _ annotator: String, _ label: String) -> ReturnedLabel {
    ReturnedLabel(
      itemID: "item-\(item)", criterion: "overall", criterionVersion: "v", annotator: annotator,
      isAnonymous: false, label: label, severity: nil, rationale: "\(annotator) on \(item)", labelledAt: nil,
      durationSeconds: nil, shownHash: "", tool: .csv, sourceID: nil)
  }
  let draft = CriterionDraft(
    name: "refunds", signatureID: "SIG-4F2A", signatureName: "refunds refused", note: nil,
    items: MadeItems.items,
    labels: [
      label(1, "ann", "fail"), label(1, "bea", "fail"), label(2, "ann", "fail"), label(2, "bea", "pass"),
    ])
  #expect(draft.criterion.examples.map(\.why) == ["ann on 1"])
}

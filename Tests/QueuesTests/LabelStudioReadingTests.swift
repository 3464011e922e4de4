import Labels
import Testing

@testable import Queues

@Test func `of Label Studio's export only finished answers to known questions are labels`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("label-studio.json"))
  #expect(result.tool == .labelStudio)
  #expect(
    result.short == [
      "item-1 refund_rule ann@example.org fail", "item-1 tone ann@example.org 4",
      "item-1 kind ann@example.org rules", "item-1 refund_rule bea@example.org pass",
    ])
  #expect(result.leftOut == [.skipped: 1, .draft: 1, .open: 1])
  #expect(
    result.reasons.sorted() == [
      "task 102, annotation 4: label outside of the list of refund_rule (fail, pass): “maybe”",
      "task 102, annotation 5: no answer to any question",
      "task 102, annotation 6: more than one answer to refund_rule",
      "task 102, annotation 8: unknown criterion other; known are: refund_rule, tone, kind",
      "task 103, annotation 9: unknown item item-9",
      "task 104, annotation 10: changed content: item-3 is not what the annotator was shown",
      "task 105, annotation 11: changed content: the text in the tool is not that of item-3",
    ])
  let first = try #require(result.labels.first)
  #expect(first.severity == "high" && first.rationale == "refused\ntwice" && first.durationSeconds == 42.5)
  // The time is that of the last change.
  #expect(first.labelledAt == 1_742_288_400.5 && first.sourceID == "label-studio 1")
}

@Test func `an export that lost the annotations is refused with what to do`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("label-studio-min.json"))
  #expect(result.labels.isEmpty && result.rejections.count == 1)
  #expect(
    result.rejections[0].reason.contains("JSON_MIN") && result.rejections[0].record.contains("annotation_id"))
}

/// Three tasks as label-studio 1.23.2 exported them (`LabelStudio/round_trip.py`): two people, a skip, a changed label.
@Test func `what a real Label Studio wrote is read`() throws {
  let items = [0, 1, 4].map { number in
    QueueItem(
      id: "item-\(number)", traceID: "trace-\(number)", signatureID: nil, role: "medoid", stratum: "s",
      inclusionProbability: 1,
      turns: [.init(role: "user", content: "hi <b>x</b>"), .init(role: "assistant", content: "yo")])
  }
  let known = LabelImport(items: items, criteria: [.overall])
  let result = try known.read(MadeItems.sample("label-studio-1.23.2.json"))
  #expect(
    result.short == [
      "item-0 overall label-studio user 1 pass", "item-0 overall label-studio user 2 pass",
      "item-1 overall label-studio user 1 fail", "item-1 overall label-studio user 2 fail",
      "item-4 overall label-studio user 2 fail",
    ])
  #expect(result.rejections == [] && result.leftOut == [.skipped: 1] && result.withdrawn.count == 1)
  let changed = try #require(result.labels.first?.labelledAt)
  #expect(result.labels[1].labelledAt.map { $0 < changed } == true && result.labels[0].severity == nil)
  #expect(result.labels[2].severity == "high" && result.labels[2].rationale == "it was refused: \"twice\"")
}

import Testing

@testable import Queues

@Test func `discarded answers and drafts of Argilla are no labels`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("argilla-flat.json"))
  #expect(
    result.short == [
      "item-1 refund_rule argilla user u-1 fail", "item-1 tone argilla user u-1 4",
      "item-1 refund_rule argilla user u-2 pass",
    ])
  #expect(result.labels[0].severity == "high" && result.labels[0].rationale == "refused twice")
  #expect(result.labels[2].severity == nil && result.labels[2].rationale == nil)
  #expect(result.leftOut == [.discarded: 1, .draft: 1, .open: 1])
  #expect(result.reasons == ["record item-9: unknown item item-9"])
}

@Test func `the nested export of Argilla is not believed unless asked to`() throws {
  let bytes = try MadeItems.sample("argilla-nested.json")
  let result = try MadeItems.labelImport.read(bytes)
  #expect(result.labels.isEmpty && result.rejections.count == 2)
  #expect(result.rejections.allSatisfy { $0.reason.contains("to_list(flatten=True)") })
  let trusting = LabelImport(items: MadeItems.items, criteria: MadeItems.criteria, trustsUnknownStatus: true)
  // The text in the tool is empty here, which is not what was sent.
  #expect(try trusting.read(bytes).reasons.allSatisfy { $0.contains("changed content") })
}

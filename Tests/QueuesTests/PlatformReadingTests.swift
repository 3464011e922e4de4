import Testing

@testable import Queues

@Test func `of LangSmith's feedback only people's is labels`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("langsmith.json"))
  #expect(result.tool == .langsmith)
  #expect(
    result.short == [
      "item-1 refund_rule langsmith user u-1 fail", "item-1 refund_rule langsmith user u-2 pass",
      "item-2 refund_rule langsmith user u-1 pass",
    ])
  #expect(result.labels[0].rationale == "refused" && result.labels[0].severity == "high")
  #expect(result.labels[1].severity == nil)
  #expect(result.leftOut == [.judge: 2])
  #expect(
    result.reasons.sorted() == [
      "record f7: feedback of the source api, behind which no annotator is named",
      "record f8: label outside of the list of refund_rule (fail, pass): 0.4",
    ])
}

@Test func `Langfuse's scores come with or without authors`() throws {
  let named = try MadeItems.labelImport.read(MadeItems.sample("langfuse-v3.json"))
  #expect(named.tool == .langfuse)
  #expect(
    named.short == ["item-1 refund_rule langfuse user u-1 fail", "item-1 refund_rule langfuse user u-2 pass"])
  #expect(named.labels.allSatisfy { !$0.isAnonymous } && named.leftOut == [.judge: 1])
  #expect(named.reasons == ["record s4: a score of the source API is no annotator's"])
  let nameless = try MadeItems.labelImport.read(MadeItems.sample("langfuse-blob.jsonl"))
  #expect(
    nameless.short == ["item-1 refund_rule someone in langfuse fail", "item-2 tone someone in langfuse 5"])
  #expect(nameless.labels.allSatisfy(\.isAnonymous) && nameless.rejections.isEmpty)
}

@Test func `of Phoenix's annotations those of people are labels`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("phoenix.json"))
  #expect(result.tool == .phoenix)
  #expect(result.short == ["item-1 refund_rule ann fail", "item-2 refund_rule phoenix user VXNlcjox pass"])
  #expect(result.labels[0].rationale == "refused" && result.leftOut == [.judge: 1])
  #expect(result.reasons == ["record p4: it holds neither a value nor a score"])
}

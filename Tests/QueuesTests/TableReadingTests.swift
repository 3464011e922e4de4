import Testing

@testable import Queues

@Test func `a table is read by the names of its columns`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("filled.csv"))
  #expect(
    result.short == [
      "item-1 refund_rule ann fail", "item-1 tone bea 3", "item-4 refund_rule someone in csv pass",
    ])
  #expect(result.labels[0].rationale == "refused; \"twice\"" && result.labels[0].severity == "high")
  #expect(result.labels.map(\.isAnonymous) == [false, false, true])
  #expect(result.leftOut == [.open: 1, .abstained: 1])
  #expect(
    result.reasons.sorted() == [
      "line 6: a rationale without a label", "line 8: severity terrible is not low, medium, high or critical",
    ])
  let named = LabelImport(items: MadeItems.items, criteria: MadeItems.criteria, annotator: "cy")
  #expect(try named.read(MadeItems.sample("filled.csv")).labels.map(\.annotator) == ["ann", "bea", "cy"])
}

@Test func `blanks and capitals of what was written by hand do not matter, and what is wrong is named`()
  throws
{
  let table = """
    item_id,criterion,annotator,label,severity
    item-1,refund_rule,ann," FAIL ",High\u{20}
    item-2,refund_rule,ann,meh,
    """
  let result = try MadeItems.labelImport.read(Array(table.utf8))
  #expect(result.short == ["item-1 refund_rule ann fail"] && result.labels.first?.severity == "high")
  #expect(result.reasons == ["line 3: label outside of the list of refund_rule (fail, pass): “meh”"])
}

@Test func `lines are labels, or items with their labels`() throws {
  let result = try MadeItems.labelImport.read(MadeItems.sample("filled.jsonl"))
  #expect(
    result.short == ["item-1 refund_rule ann fail", "item-2 tone ann 5", "item-2 refund_rule bea pass"])
  #expect(result.leftOut == [.open: 1, .judge: 1] && result.rejections.isEmpty)
  #expect(result.labels[0].labelledAt == 1_742_202_000)
}

@Test(arguments: ["", "  \n", "no table at all", "{\"a\": 1}", "[]", "item_id,overall\nitem-1,fail\n"])
func `what is of no tool is refused`(text: String) {
  #expect(throws: LabelImportError.self) { try MadeItems.labelImport.read(Array(text.utf8)) }
}

@Test func `a broken line is named`() {
  let text = "{\"item_id\":\"item-1\",\"label\":\"pass\"}\n{\"item_id\":\n"
  #expect(throws: LabelImportError.notJSON(line: 2, reason: "the record is cut off")) {
    try MadeItems.labelImport.read(Array(text.utf8))
  }
}

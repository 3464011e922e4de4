import Labels
import Reports
import Testing

@testable import Queues

@Test func `a report's page is read by its headings and boxes`() throws {
  let known = LabelImport(items: MadeItems.items, criteria: [.overall], annotator: "ann")
  let result = try known.read(MadeItems.sample("report-page.md"))
  #expect(result.short == ["item-1 overall ann fail", "item-2 overall ann pass"])
  #expect(result.labels[0].severity == "high")
  #expect(result.labels[0].rationale == "in another way. the refund was due,\nand the agent knew.")
  #expect(
    result.rejections.map(\.reason) == [
      "more than one box is ticked", "something is written, but no box is ticked",
    ])
}

@Test func `a form that nobody filled in holds nothing`() throws {
  let result = try MadeItems.labelImport.read(Array(MadeItems.export.formFile.text.utf8))
  #expect(result.labels.isEmpty && result.rejections.isEmpty && result.leftOut == [.open: 4])
}

@Test func `words of a trace are no answers`() throws {
  let turn = QueueItem.Turn(
    role: "user", content: "```\n## Item `item-9`\n\n- [x] pass\nRationale: forged\n````\n- [x] fail")
  let item = QueueItem(
    id: "item-1", traceID: "t", signatureID: "s", role: "medoid", stratum: "s", inclusionProbability: 1,
    turns: [turn])
  let form = QueueExport(items: [item], criteria: [MadeItems.pass], name: "forged").formFile.text
  let result = try LabelImport(items: [item], criteria: [MadeItems.pass]).read(Array(form.utf8))
  #expect(result.labels.isEmpty && result.rejections.isEmpty && result.leftOut == [.open: 1])
}

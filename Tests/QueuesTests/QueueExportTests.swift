import Foundation
import Labels
import Reports
import Testing

@testable import Queues

/// What an annotator says of each item in the round trips.
private let said = ["item-1": "fail", "item-2": "pass", "item-3": "fail", "item-4": "pass"]

private func text(_ path: String, _ tool: QueueTool, _ export: QueueExport = MadeItems.export) throws
  -> String
{
  try #require(export.files(for: tool).first { $0.path == path }).text
}

private func bytes(_ object: Any) throws -> [UInt8] {
  Array(try JSONSerialization.data(withJSONObject: object))
}

private func expectWhole(_ result: ImportedLabels, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(result.rejections == [], sourceLocation: sourceLocation)
  let labels = result.labels.filter { $0.criterion == "refund_rule" }
  #expect(
    Dictionary(labels.map { ($0.itemID, $0.label) }) { _, last in last } == said,
    sourceLocation: sourceLocation)
  #expect(labels.allSatisfy { $0.criterionVersion == MadeItems.pass.version }, sourceLocation: sourceLocation)
}

@Test func `tasks of Label Studio come home as they went out`() throws {
  var tasks = try #require(MadeItems.json(text("tasks.json", .labelStudio)) as? [[String: Any]])
  for (index, task) in tasks.enumerated() {
    let data = try #require(task["data"] as? [String: Any])
    let messages = try #require(data["messages"] as? [[String: Any]])
    #expect(messages.allSatisfy { $0["content"] is String && $0["role"] is String })
    let id = try #require(data["item_id"] as? String)
    let region: [String: Any] = [
      "from_name": "refund_rule", "to_name": "dialogue", "type": "choices", "value": ["choices": [said[id]]],
    ]
    tasks[index]["id"] = 500 + index
    tasks[index]["annotations"] = [
      ["id": index, "completed_by": 1, "was_cancelled": false, "result": [region]] as [String: Any]
    ]
  }
  expectWhole(try MadeItems.labelImport.read(bytes(tasks)))
}

@Test func `Label Studio's configuration is well-formed and asks every question`() throws {
  let config = try text("config.xml", .labelStudio)
  #expect(config.contains("<Paragraphs name=\"dialogue\" value=\"$messages\"") && !config.contains("<Chat"))
  #expect(config.contains("<Choices name=\"refund_rule\"") && config.contains("<Rating name=\"tone\""))
  let odd = Criterion(name: "odd", question: "$5 < \"6\" & more?")
  let export = QueueExport(items: [], criteria: [odd], name: "odd")
  #expect(
    try text("config.xml", .labelStudio, export).contains("value=\" $5 &lt; &quot;6&quot; &amp; more?\""))
}

@Test func `records of Argilla come home as they went out`() throws {
  var records = try #require(MadeItems.json(text("records.json", .argilla)) as? [[String: Any]])
  for (index, record) in records.enumerated() {
    // As `to_list(flatten=True)` writes it: fields, metadata and responses side by side.
    var flat: [String: Any] = ["id": record["id"] as Any, "status": "completed", "_server_id": "x"]
    flat.merge(record["fields"] as? [String: Any] ?? [:]) { $1 }
    flat.merge(record["metadata"] as? [String: Any] ?? [:]) { $1 }
    flat["refund_rule.responses"] = [said[record["id"] as? String ?? ""]]
    flat["refund_rule.responses.users"] = ["u-1"]
    flat["refund_rule.responses.status"] = ["submitted"]
    records[index] = flat
  }
  expectWhole(try MadeItems.labelImport.read(bytes(records)))
}

@Test func `labels on platforms come home by trace`() throws {
  let feedback = said.map { item, label in
    [
      "id": item, "run_id": item.replacing("item", with: "trace"), "key": "refund_rule", "value": label,
      "feedback_source": ["type": "app", "user_id": "u"],
    ] as [String: Any]
  }
  expectWhole(try MadeItems.labelImport.read(bytes(feedback)))
  let items = try text("items.json", .langsmith)
  #expect(items.contains("\"item_type\": \"RUN\"") && items.contains("\"trace-4\""))
  #expect(try text("items.json", .langfuse).contains("\"objectType\": \"TRACE\""))
}

@Test func `a table, lines and a form come home as they were filled in`() throws {
  let table = try text("queue.csv", .csv)
  var lines = try text("queue.jsonl", .jsonl)
  var form = try text("review.md", .markdown)
  var filled = ""
  for (item, label) in said.sorted(by: { $0.key < $1.key }) {
    let annotation =
      "\"annotations\":[{\"annotator\":\"ann\",\"criterion\":\"refund_rule\",\"label\":\"\(label)\"}]"
    let start = try #require(lines.range(of: "\"item_id\":\"\(item)\""))
    let open = try #require(lines.range(of: "\"annotations\":[]", range: start.upperBound..<lines.endIndex))
    lines.replaceSubrange(open, with: annotation)
    let heading = try #require(form.range(of: "\n## Item `\(item)`\n\nTrace"))
    let box = try #require(form.range(of: "- [ ] \(label)", range: heading.upperBound..<form.endIndex))
    form.replaceSubrange(box, with: "- [x] \(label)")
    filled += "\(item),refund_rule,\(MadeItems.pass.version),ann,\(label)\n"
  }
  form = form.replacing("Annotator:\n", with: "Annotator: ann\n", maxReplacements: 1)
  expectWhole(try MadeItems.labelImport.read(Array(lines.utf8)))
  let result = try MadeItems.labelImport.read(Array(form.utf8))
  expectWhole(result)
  #expect(result.labels.allSatisfy { $0.annotator == "ann" })
  expectWhole(
    try MadeItems.labelImport.read(
      Array(("item_id,criterion,criterion_version,annotator,label\n" + filled).utf8)))
  // The table as it went out is read too, and nothing in it is answered.
  let empty = try MadeItems.labelImport.read(Array(table.utf8))
  #expect(empty.labels.isEmpty && empty.rejections.isEmpty && empty.leftOut == [.open: 12])
}

@Test(arguments: QueueTool.allCases)
func `a blind review holds no verdict`(tool: QueueTool) {
  let blind = QueueExport(
    items: MadeItems.items, criteria: MadeItems.criteria, verdicts: MadeItems.verdicts, isBlind: true,
    name: "blind")
  #expect(!blind.files(for: tool).contains { $0.text.contains("judge@3") })
  #expect(MadeItems.export.files(for: tool).contains { $0.text.contains("judge@3") })
}

@Test(arguments: QueueTool.allCases)
func `every item goes out with its ids`(tool: QueueTool) throws {
  let files = MadeItems.export.files(for: tool)
  for item in MadeItems.items {
    #expect(files.contains { $0.text.contains(item.id) && $0.text.contains(item.shownHash) })
    #expect(files.contains { $0.text.contains(item.traceID) })
  }
  for file in files where file.path.hasSuffix(".json") { _ = try MadeItems.json(file.text) }
}

import Foundation
import Testing

/// A workspace with one mined week.
private struct QueueScene {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Tool.run(["init", "w"], in: folder)
    try Tool.run(
      [
        "demo", "--weeks", "--corpus-only", "--traces", "300", "--modes", "18", "--mean-bytes", "3000",
        "--out", "made",
      ], in: folder)
    try Tool.run(["mine", "made-corpus/week-1.jsonl", "--workspace", "w", "--quiet"], in: folder)
  }

  @discardableResult
  func run(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(arguments + ["--workspace", "w"], in: folder)
  }

  /// The ids of the items sent in a table.
  func sent(_ path: String) throws -> [String] {
    try folder.text(of: path).split(separator: "\n").compactMap { line in
      line.hasPrefix("item-") ? line.split(separator: ",").first.map(String.init) : nil
    }
  }
}

@Test func `items go out by budget, labels come home once, and are not asked for again`() throws {
  let scene = try QueueScene()
  let first = try scene.run(["queue", "export", "--to", "csv", "--budget", "6", "--out", "q"])
  #expect(first.code == 0, "\(first.errors)")
  let items = try scene.sent("q/queue.csv")
  #expect(items.count == 6)
  var rows = "item_id,annotator,label,severity,rationale\n"
  for (index, item) in items.prefix(4).enumerated() {
    rows += "\(item),ann,\(index % 2 == 0 ? "fail" : "pass"),,because\n\(item),bea,fail,,\n"
  }
  try scene.folder.write(rows + "item-none,ann,pass,,\n", to: "labels.csv")
  let home = try scene.run(["queue", "import", "labels.csv"])
  #expect(home.code == 2 && home.output.contains("8 new labels"), "\(home.output)\(home.errors)")
  #expect(home.errors.contains("unknown item item-none"))
  let again = try scene.run(["queue", "import", "labels.csv"])
  #expect(again.output.contains("0 new labels, 0 changed, 8 known"))
  let status = try scene.run(["queue", "status"])
  #expect(status.output.contains("Items: 6, of which 2 open.") && status.output.contains("ann: 4"))
  #expect(status.output.contains("of 4 pairs"))
  try scene.run(["queue", "export", "--to", "csv", "--budget", "6", "--out", "q2"])
  #expect(Set(try scene.sent("q2/queue.csv")).isDisjoint(with: items.prefix(4)))
  #expect(try scene.run(["doctor"]).code == 0)
}

@Test func `labels and verdicts of a workspace are aligned`() throws {
  let scene = try QueueScene()
  try scene.run(["queue", "export", "--to", "jsonl", "--out", "q"])
  let sent = try scene.folder.text(of: "q/queue.jsonl").split(separator: "\n")
  let ids = sent.compactMap { line in
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return object?["item_id"] as? String
  }
  #expect(ids.count > 5)
  let labels = ids.enumerated().map { "\($1),ann,\($0 % 3 == 0 ? "pass" : "fail")\n" }.joined()
  let verdicts = ids.enumerated().map { "\($1),overall,judge,judge,\($0 % 2 == 0 ? "pass" : "fail")\n" }
    .joined()
  try scene.folder.write("item_id,annotator,label\n" + labels, to: "labels.csv")
  try scene.folder.write("item_id,criterion,annotator,role,label\n" + verdicts, to: "verdicts.csv")
  #expect(try scene.run(["queue", "import", "labels.csv"]).code == 0)
  let outcome = try scene.run([
    "align", "verdicts.csv", "--label-set", "current", "--resamples", "0", "--json",
  ])
  #expect(outcome.code == 0, "\(outcome.errors)")
  let list = try scene.run(["labels", "list"])
  #expect(list.output.contains("L-") && list.output.contains("overall"))
  let used = try #require(outcome.json["label_set"] as? String)
  #expect(list.output.contains(used) && outcome.count("stale_labels_left_out") == 0)
  let calibrated = try scene.run(["calibrate", "verdicts.csv", "--label-set", used, "--out", "map"])
  #expect(calibrated.code == 0, "\(calibrated.errors)")
  #expect(try scene.folder.text(of: "map/README.md").contains("label set `\(used)`"))
  #expect(try scene.folder.text(of: "map/calibration-1.json").contains("\"label_set\" : \"\(used)\""))
  // Verdicts alone are held against the labels of the workspace, which is said.
  let plain = try scene.run(["align", "verdicts.csv", "--resamples", "0", "--json"])
  #expect(plain.json["label_set"] as? String == used && plain.code == 0)
  #expect(plain.errors.contains("those of the workspace are taken"))
  try scene.folder.write(
    "item_id,criterion,annotator,role,label\n\(ids[0]),overall,cy,human,pass\n" + verdicts, to: "both.csv")
  let own = try scene.run(["align", "both.csv", "--resamples", "0", "--json"])
  #expect(own.json["label_set"] is NSNull && own.code == 0)
  #expect(try scene.run(["labels", "show"]).output.split(separator: "\n").count == ids.count)
}

@Test func `a criterion is drafted, finished and asked; a change of it makes its labels stale`() throws {
  let scene = try QueueScene()
  let history = try scene.run(["history", "--json"]).json
  let signatures = try #require(history["signatures"] as? [[String: Any]])
  let id = try #require(signatures.first?["id"] as? String)
  let made = try scene.run(["criteria", "new", "refunds", "--from", id])
  #expect(made.code == 0 && made.output.contains("criteria/refunds.yaml"), "\(made.errors)")
  #expect(try scene.run(["criteria", "new", "refunds", "--from", id]).code == 1)
  #expect(try scene.run(["criteria", "new", "Re funds", "--from", id]).code == 64)
  try scene.run(["queue", "export", "--to", "csv", "--budget", "2", "--out", "q"])
  let item = try #require(try scene.sent("q/queue.csv").first)
  try scene.folder.write("item_id,criterion,annotator,label\n\(item),refunds,ann,pass\n", to: "labels.csv")
  #expect(try scene.run(["queue", "import", "labels.csv"]).code == 0)
  #expect(try scene.run(["labels", "show"]).output.contains(item))
  let text = try scene.folder.text(of: "w/criteria/refunds.yaml")
  try scene.folder.write(
    text.replacing("Is the conversation", with: "Is this conversation"), to: "w/criteria/refunds.yaml")
  let shown = try scene.run(["labels", "show"])
  #expect(!shown.output.contains(item) && shown.errors.contains("stale"))
  let stale = try scene.run(["labels", "show", "--stale"]).output
  #expect(stale.contains(item) && stale.contains("\"stale\":true"))
  try scene.folder.write(
    "item_id,criterion,annotator,role,label\n\(item),refunds,judge,judge,pass\n", to: "verdicts.csv")
  let aligned = try scene.run(["align", "verdicts.csv", "--label-set", "current"])
  #expect(aligned.code == 1 && aligned.errors.contains("All of its labels (1) are stale"))
}

@Test func `a form that was filled in by hand comes home`() throws {
  let scene = try QueueScene()
  try scene.run(["queue", "export", "--to", "markdown", "--budget", "3", "--out", "q"])
  let form = try scene.folder.text(of: "q/review.md").replacing("- [ ] fail", with: "- [x] fail")
  try scene.folder.write(form.replacing("Annotator:\n", with: "Annotator: ann\n"), to: "filled.md")
  let home = try scene.run(["queue", "import", "filled.md"])
  #expect(home.code == 0 && home.output.contains("3 new labels"), "\(home.output)\(home.errors)")
  #expect(try scene.run(["queue", "import", "q/review.md"]).output.contains("3 not answered yet"))
}

@Test func `the form at the end of a report's page comes home without having been sent`() throws {
  let scene = try QueueScene()
  let folder = "w/reports/2025-W11/signatures"
  let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path + "/" + folder)
  let page = try #require(names.filter { $0.hasSuffix(".md") }.min())
  let text = try scene.folder.text(of: folder + "/" + page)
  let box = "- [ ] fail: in the way of this signature"
  let place = try #require(text.range(of: box))
  try scene.folder.write(
    text.replacingCharacters(in: place, with: box.replacing("[ ]", with: "[x]")), to: "page.md")
  let home = try scene.run(["queue", "import", "page.md", "--annotator", "ann"])
  #expect(home.code == 0 && home.output.contains("1 new label,"), "\(home.output)\(home.errors)")
  #expect(try scene.run(["labels", "show"]).output.contains("in the way of this signature"))
}

import Foundation
import Testing

private let header = "item_id,criterion,annotator,role,label,score,labelled_at,judge_version\n"

/// Runs `align` on rows and gives what it printed as JSON.
private func align(_ rows: String, _ options: [String] = []) throws -> Tool.Outcome {
  let folder = try TemporaryFolder()
  try folder.write(header + rows, to: "labels.csv")
  return try Tool.run(["align", "labels.csv", "--json", "--resamples", "50"] + options, in: folder)
}

private func first(_ name: String, of outcome: Tool.Outcome) throws -> [String: Any] {
  try #require((outcome.json[name] as? [[String: Any]])?.first)
}

private func rows(_ count: Int, label: (Int) -> String, verdict: (Int) -> String) -> String {
  (0..<count).map { "\($0),c,ann,human,\(label($0)),,,\n\($0),c,j,judge,\(verdict($0)),,,\n" }.joined()
}

private let passFail = #"{"criteria":{"c":{"labels":["fail","pass"],"scale":"nominal"}}}"#

@Test func `a label out of the list lowers the reliability and not the agreement`() throws {
  let folder = try TemporaryFolder()
  try folder.write(passFail, to: "scales.json")
  let text = rows(10, label: { _ in "pass" }) { $0 < 6 ? "pass" : $0 < 8 ? "fail" : "maybe" }
  try folder.write(header + text + "10,c,ann,human,perhaps,,,\n", to: "labels.csv")
  let outcome = try Tool.run(
    ["align", "labels.csv", "--scales", "scales.json", "--json", "--resamples", "50"], in: folder)
  let judge = try first("criteria", of: outcome)
  #expect(outcome.code == 0)
  #expect(judge["shown"] as? Int == 10)
  #expect(judge["valid"] as? Int == 8)
  #expect(judge["coverage"] as? Double == 0.8)
  #expect(judge["exact_match"] as? Double == 0.75)
  #expect(outcome.count("labels_outside_scale") == 1)
}

@Test func `of one annotator's labels on an item the last dated one wins, undated ones conflict`() throws {
  let outcome = try align(
    """
    1,c,ann,human,pass,,2026-01-02,
    1,c,ann,human,fail,,2026-01-01,
    1,c,j,judge,pass,,,
    2,c,ann,human,pass,,,
    2,c,ann,human,fail,,,
    2,c,j,judge,pass,,,

    """)
  let judge = try first("criteria", of: outcome)
  #expect(judge["paired"] as? Int == 1)
  #expect(judge["exact_match"] as? Double == 1)
  let conflict = try first("conflicts", of: outcome)
  #expect(conflict["item_id"] as? String == "2")
  #expect(conflict["labels"] as? [String] == ["pass", "fail"])
}

@Test func `a row without an id is left out and named, a file without ids is refused`() throws {
  let outcome = try align(rows(4, label: { _ in "a" }, verdict: { _ in "a" }) + ",c,ann,human,a,,,\n")
  #expect(outcome.code == 0)
  #expect(outcome.errors.contains("labels.csv:10: no item_id"))
  #expect(try first("criteria", of: outcome)["paired"] as? Int == 4)
  let folder = try TemporaryFolder()
  try folder.write("criterion,annotator,role,label\nc,ann,human,a\n", to: "labels.csv")
  for command in ["align", "calibrate"] {
    let refused = try Tool.run([command, "labels.csv"], in: folder)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("item_id"))
    #expect(refused.output.isEmpty)
  }
}

@Test(arguments: ["align", "calibrate"])
func `empty files, headers alone and missing files are refused with a reason`(command: String) throws {
  let folder = try TemporaryFolder()
  try folder.write("", to: "empty.csv")
  try folder.write(header, to: "header.csv")
  for (file, reason) in [
    ("empty.csv", "is empty"), ("header.csv", "no rows"), ("missing.csv", "cannot be read"),
  ] {
    let outcome = try Tool.run([command, file], in: folder)
    #expect(outcome.code == 1, "\(file)")
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }
}

@Test func `one item has an agreement but no verdict and no kappa`() throws {
  let outcome = try align("1,c,ann,human,pass,,,\n1,c,j,judge,pass,,,\n")
  let judge = try first("criteria", of: outcome)
  #expect(outcome.code == 0)
  #expect(judge["exact_match"] as? Double == 1)
  #expect(judge["kappa"] is NSNull)
  #expect(judge["lever"] as? String == "label more")
  let enough = try #require(judge["enough"] as? [String: Any])
  #expect(enough["decided"] as? Bool == false)
  #expect(enough["more_labels"] as? Int == 19)
}

@Test func `a judge with one label only has no correlation and no map`() throws {
  let text = rows(40, label: { $0 % 4 == 0 ? "fail" : "pass" }, verdict: { _ in "pass" })
  let judge = try first("criteria", of: try align(text))
  #expect(judge["exact_match"] as? Double == 0.75)
  #expect(judge["kappa"] as? Double == 0)
  #expect(judge["pearson"] is NSNull && judge["kendall"] is NSNull && judge["spearman"] is NSNull)
  let folder = try TemporaryFolder()
  try folder.write(header + text, to: "labels.csv")
  let outcome = try Tool.run(["calibrate", "labels.csv", "--json"], in: folder)
  let map = try #require(try first("criteria", of: outcome)["guarded"] as? [String: Any])
  #expect(map["after"] as? Double == 0.75)
  #expect((map["refusal"] as? String)?.contains("one label only") == true)
}

@Test func `NaN is an unreadable answer and never a label or a number`() throws {
  for labels in [["1", "2"], ["fail", "pass"]] {
    let text = rows(20, label: { labels[$0 % 2] }) { $0 < 16 ? labels[$0 % 2] : "NaN" }
    let outcome = try align(text)
    let judge = try first("criteria", of: outcome)
    #expect(judge["valid"] as? Int == 16)
    #expect(judge["paired"] as? Int == 16)
    #expect(judge["exact_match"] as? Double == 1)
    #expect(!outcome.output.lowercased().contains("nan"))
  }
}

@Test func `a score that is NaN passes nothing and leaves the label to decide`() throws {
  let outcome = try align(
    "1,c,ann,human,pass,,,\n1,c,j,judge,pass,NaN,,\n2,c,ann,human,fail,,,\n2,c,j,judge,pass,0.2,,\n",
    ["--pass-fail"])
  let judge = try first("criteria", of: outcome)
  #expect(judge["valid"] as? Int == 2)
  #expect(judge["exact_match"] as? Double == 1)
}

@Test func `a column of texts is no scale`() throws {
  let folder = try TemporaryFolder()
  try folder.write(
    header + rows(300, label: { "because of \($0)" }, verdict: { _ in "pass" }), to: "labels.csv")
  let outcome = try Tool.run(["align", "labels.csv"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("301 different labels"))
}

@Test func `without overlap there is a page that says so and the code is 2`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + "1,c,ann,human,pass,,,\n2,c,j,judge,pass,,,\n", to: "labels.csv")
  let outcome = try Tool.run(["align", "labels.csv", "--out", "report"], in: folder)
  #expect(outcome.code == 2)
  let page = try folder.text(of: "report/README.md")
  #expect(page.contains("Nothing could be compared"))
  #expect(page.contains("1. Label items") && page.contains("2. Run the judge"))
  #expect(try Tool.run(["calibrate", "labels.csv"], in: folder).code == 2)
}

@Test func `two versions of a judge on the same items are compared`() throws {
  let text = (0..<30).map { item in
    "\(item),c,ann,human,pass,,,\n\(item),c,j,judge,\(item < 15 ? "pass" : "fail"),,,v1\n"
      + "\(item),c,j,judge,\(item < 27 ? "pass" : "fail"),,,v2\n"
  }
  let outcome = try align(text.joined(), ["--compare"])
  let pair = try first("judge_comparisons", of: outcome)
  #expect(pair["first"] as? String == "j (v1)" && pair["second"] as? String == "j (v2)")
  #expect(pair["only_second"] as? Int == 12)
  #expect(pair["flips"] as? Int == 12)
  let difference = try #require(pair["difference"] as? [String: Any])
  #expect(abs((difference["value"] as? Double ?? 0) - 0.4) < 1e-12)
}

@Test func `with the traces of the items disagreements are grouped by their texts`() throws {
  let folder = try TemporaryFolder()
  let traces = (0..<60).map { number in
    Samples.trace(
      id: "t\(number)", passed: nil,
      request: number < 20
        ? "I demand a refund for the broken kettle of order \(number * 37)."
        : "When does the shop in street \(number * 13) open on Sunday?")
  }
  try folder.write(Samples.text(traces), to: "traces.jsonl")
  let labels = (0..<60).map { number in
    "t\(number),c,ann,human,\(number.isMultiple(of: 2) ? "pass" : "fail"),,,\n"
      + "t\(number),c,j,judge,\(number.isMultiple(of: 2) == (number >= 18) ? "pass" : "fail"),,,\n"
  }
  try folder.write(header + labels.joined(), to: "labels.csv")
  let arguments = ["align", "labels.csv", "--traces", "traces.jsonl", "--resamples", "50"]
  let judge = try first("criteria", of: try Tool.run(arguments + ["--json"], in: folder))
  let groups = try #require(judge["disagreement_clusters"] as? [[String: Any]])
  #expect((groups.first?["disagreements"] as? Int ?? 0) >= 12)
  #expect(judge["lever"] as? String == "refine the prompt")
  #expect((judge["lever_evidence"] as? String)?.contains("are alike") == true)
  let page = try Tool.run(arguments, in: folder)
  #expect(page.output.contains("disagreements alike"))
  #expect(try Tool.run(arguments, in: folder).output == page.output)
  let missing = try Tool.run(["align", "labels.csv", "--traces", "none.jsonl"], in: folder)
  #expect(missing.code == 1)
}

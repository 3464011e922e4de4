import Foundation
import Testing

/// Scores of one evaluator on numbered traces, of which every so-many-th fails.
private func scores(_ evaluator: String, count: Int, failEvery step: Int, unreadableEvery gap: Int = .max)
  -> String
{
  (0..<count).map { number in
    let verdict =
      number % gap == gap - 1
      ? #""failure":"no verdict""#
      : number % step == 0
        ? #""label":"fail","score":0,"passed":false"# : #""label":"pass","score":1,"passed":true"#
    return """
      {"run":"E-00000000","trace_id":"t\(number)","trace_sha256":"\(evaluator)-\(number)-\(step)",\
      "shown_sha256":"s","evaluator":"\(evaluator)","evaluator_version":"v1","criterion":"overall",\
      "criterion_version":"c1",\(verdict)}

      """
  }.joined()
}

/// What a gate writes where every decision occurs once, and one evaluator of the baseline is missing.
private func junit(in folder: TemporaryFolder) throws -> String {
  let before =
    scores("steady", count: 2_000, failEvery: 10) + scores("worse", count: 2_000, failEvery: 10)
    + scores("few", count: 20, failEvery: 10) + scores("mute", count: 200, failEvery: 10, unreadableEvery: 5)
    + scores("lost", count: 20, failEvery: 10)
  let after =
    scores("steady", count: 2_000, failEvery: 10) + scores("worse", count: 2_000, failEvery: 3)
    + scores("few", count: 20, failEvery: 10) + scores("mute", count: 200, failEvery: 10, unreadableEvery: 5)
  try folder.write(before, to: "before.jsonl")
  try folder.write(after, to: "after.jsonl")
  let gate = try Tool.run(
    ["gate", "--baseline", "before.jsonl", "--candidate", "after.jsonl", "--trust", "--junit", "gate.xml"],
    in: folder)
  #expect(gate.code == 1, "\(gate.errors)")
  return try folder.text(of: "gate.xml")
}

@Test func `each decision of a gate is a test case that says so`() throws {
  let text = try junit(in: TemporaryFolder())
  #expect(text.contains(#"tests="5" failures="1" errors="2" skipped="1""#), "\(text)")
  #expect(text.contains(#"<testcase name="steady" classname="faultline.gate" time="0"/>"#))
  for (name, element) in [
    ("worse", "failure"), ("few", "error"), ("mute", "skipped"), ("lost", "error"),
  ] {
    let parts = text.split(separator: "<testcase name=\"\(name)\"")
    #expect(
      parts.count == 2 && parts[1].split(separator: "</testcase>")[0].contains("<\(element) "), "\(name)")
  }
}

/// Runs `Schemas/junit_check.py`; `nil` where what it needs is not installed.
private func check(_ path: String, in folder: TemporaryFolder) throws -> Tool.Outcome? {
  let schemas = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Schemas")
  let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
  let outcome = try Tool.start(
    "/usr/bin/env",
    [
      python, schemas.appending(path: "junit_check.py").path, schemas.appending(path: "junit.xsd").path, path,
    ],
    in: folder
  ).outcome()
  return outcome.code == 3 || outcome.code == 127 ? nil : outcome
}

@Test func `the JUnit XML of a gate follows the schema of its readers`() throws {
  let folder = try TemporaryFolder()
  let text = try junit(in: folder)
  guard let outcome = try check("gate.xml", in: folder) else {
    print("skipped: lxml is not installed for python3; PYTHON names another")
    return
  }
  #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
  // What the schema does not allow is found.
  try folder.write(
    text.replacing("<failure ", with: "<fault ").replacing("</failure>", with: "</fault>"), to: "bad.xml")
  #expect(try check("bad.xml", in: folder)?.code == 1)
}

import Evaluators
import Foundation
import Labels
import Statistics
import Testing
import Traces

@testable import Store

private let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("EvaluatorSamples")

private func texts(in folder: String) throws -> [(name: String, text: String)] {
  let path = samples.appendingPathComponent(folder).path
  return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
    (name, try String(contentsOfFile: path + "/" + name, encoding: .utf8))
  }
}

private func read(_ yaml: String) throws(StoreError) -> Evaluator {
  try EvaluatorFile.evaluator(yaml: yaml, path: "a.yaml")
}

/// The line and the words of the error that a text is refused with.
private func refusal(_ yaml: String) -> (line: Int?, detail: String)? {
  do throws(StoreError) {
    _ = try read(yaml)
    return nil
  } catch {
    guard case .evaluator(_, let line, let detail) = error else { return nil }
    return (line, detail)
  }
}

@Test func `each valid sample is read, and the text made of it is read as the same`() throws {
  for (name, text) in try texts(in: "valid") {
    let evaluator = try read(text)
    #expect(evaluator.name + ".yaml" == name)
    let written = EvaluatorText(evaluator).file(remarks: ["A remark: with a colon", ""])
    #expect(try read(written) == evaluator, "\(name):\n\(written)")
    #expect(EvaluatorText(try read(written)).file() == EvaluatorText(evaluator).file())
  }
}

@Test func `each broken sample is refused with a line and a reason`() throws {
  for (name, text) in try texts(in: "broken") + texts(in: "refused") {
    let error = try #require(refusal(text), "\(name) was read")
    #expect(!error.detail.isEmpty, "\(name)")
    #expect((1...5).contains(error.line ?? 0), "\(name): line \(error.line ?? 0): \(error.detail)")
  }
}

@Test func `the published schema says the same of the samples`() throws {
  let folder = try TemporaryFolder()
  let schema = folder.path + "/schema.json"
  try Data(EvaluatorSchema.text.utf8).write(to: URL(fileURLWithPath: schema))
  let process = Process()
  let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  let script = samples.deletingLastPathComponent().appendingPathComponent("EvaluatorSchemaCheck.py").path
  process.arguments = [python, script, schema, samples.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  if process.terminationStatus == 3 || process.terminationStatus == 127 {
    print("skipped: jsonschema is not installed for \(python)")
  } else {
    #expect(process.terminationStatus == 0, "\(output)")
  }
}

@Test func `the schema names all languages, and is JSON`() throws {
  let schema = try JSONSerialization.jsonObject(with: Data(EvaluatorSchema.text.utf8))
  #expect(schema is [String: Any])
  for language in TextLanguage.allCases {
    #expect(EvaluatorSchema.text.contains("\"\(language.rawValue)\""), "\(language)")
  }
}

@Test func `an error names the line and the place of what is wrong`() {
  let yaml = """
    name: a
    criterion: c
    kind: check
    check:
      all:
        - called: x
        - argument:
            tool: pay
            at: amount
            equals: 3
    """
  let error = refusal(yaml)
  #expect(error?.line == 9)
  #expect(error?.detail == "check: all: 2: argument: at has to be a JSON pointer, such as /order/id")
  let pattern = refusal("name: a\ncriterion: c\nkind: check\ncheck:\n  text:\n    matches: \"(a\"\n")
  #expect(pattern?.line == 6)
  #expect(
    pattern?.detail.hasPrefix("check: text: matches is no regular expression that can be matched safely")
      == true)
}

@Test(arguments: [
  ("name: a\ncriterion: c\nkind: check\nname: b\n", 4, "name stands there in line 1 already"),
  (
    "name: a\ncheck:\n  called: {tool: x}\n  not: {called: {tool: y}}\n  called: {tool: z}\nkind: check\n", 5,
    "called stands there in line 3 already"
  ),
  (
    "name: a\njudge:\n  prompt: |\n    name: x\n    name: y\n  model: m\n  model: n\n", 7,
    "model stands there in line 6 already"
  ),
  ("name: a\r\nkind: judge\r\nkind: check\r\n", 3, "kind stands there in line 2 already"),
  ("name: a\ncheck: {called: {tool: x, tool: y}}\n", 2, "tool stands there in this line already"),
  (
    "name: a\ncheck: {called: {tool: x,\n  at_most: 1,\n  tool: y\n }}\n", 5,
    "tool stands there in line 2 already"
  ),
])
func `a key that stands there twice is told with the line of the second`(
  yaml: String, line: Int, detail: String
) {
  let error = refusal(yaml)
  #expect(error?.line == line)
  #expect(error?.detail == "it is no YAML: " + detail)
}

@Test func `keys that stand twice in a long file are told too`() {
  let lines = (0..<5_000).map { "# line \($0)\n" }.joined()
  let error = refusal("name: a\n" + lines + "name: b\n")
  #expect(error?.line == 1 && error?.detail == "it is no YAML: name stands there again further down")
}

@Test func `an error says what to write instead`() {
  let frame = "name: a\ncriterion: c\nkind: check\n"
  #expect(refusal("name: a\nkind: check\n")?.detail.contains("`faultline criteria list`") == true)
  let list = refusal(frame + "check:\n  called: [x, y]\n")
  #expect(list?.line == 5)
  #expect(
    list?.detail == "check: called has to name one tool; several go under all: or any:, a rule each")
  let pointer = refusal(frame + "check:\n  argument: {tool: pay, at: /a~2, equals: 3}\n")
  #expect(pointer?.detail == "check: argument: at has to be a JSON pointer, such as /order/id")
}

@Test func `what hostile files hold does no harm`() {
  let deep = String(repeating: "{not: ", count: 200) + "{called: x}" + String(repeating: "}", count: 200)
  #expect(
    refusal("name: a\ncriterion: c\nkind: check\ncheck: \(deep)")?.detail.contains("nested too deep") == true)
  #expect(refusal(String(repeating: "[", count: 100_000)) != nil)
  #expect(refusal(String(repeating: "a: {", count: 50_000)) != nil)
  #expect(refusal(String(repeating: "a", count: 2 << 20))?.detail.contains("longer than") == true)
  let bomb = (1...9).map { level in
    "      - &a\(level) {any: [\(Array(repeating: level == 1 ? "{called: x}" : "*a\(level - 1)", count: 9).joined(separator: ", "))]}"
  }
  let billion = "name: a\ncriterion: c\nkind: check\ncheck:\n  all:\n" + bomb.joined(separator: "\n")
  #expect(refusal(billion)?.detail.contains("more than 1000 rules") == true)
  #expect(refusal("\u{0}\u{1}") != nil)
  #expect(refusal("") != nil)
  #expect(refusal("--- \n...\n---\n") != nil)
}

@Test func `a mutated file is read or refused, and never anything else`() throws {
  var generator = SplitMix64(seed: 3)
  let signs = Array("{[]}:-#&*!|>'\"%@`".utf8)
  let texts = try texts(in: "valid").map { Array($0.text.utf8) }
  for _ in 0..<2_000 {
    var bytes = texts[generator.integer(below: texts.count)]
    for _ in 0..<1 + generator.integer(below: 4) {
      let place = generator.integer(below: bytes.count)
      switch generator.integer(below: 3) {
      case 0: bytes[place] = UInt8(generator.integer(below: 128))
      case 1: bytes.remove(at: place)
      default: bytes.insert(signs[generator.integer(below: signs.count)], at: place)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let evaluator = try? read(text) {
      #expect(try read(EvaluatorText(evaluator).file()) == evaluator)
    }
  }
}

// MARK: Versions

private func version(
  _ yaml: String, criterion: String = "c1", hashes: [String: String] = [:]
) throws -> String {
  Evaluator.Version(try read(yaml), criterionVersion: criterion, programHashes: hashes).id
}

@Test func `a version is the same whatever the comments, the order and the style`() throws {
  let one = "name: a\ncriterion: c\nkind: check\ncheck: {argument: {tool: x, at: /n, equals: 5}}\n"
  let other = """
    # A comment.
    check:
      argument:
        equals: 5.0   # five
        at: "/n"
        tool: 'x'
        calls: every
    target: 0.6
    threshold: 0.5
    kind: "check"
    criterion: c
    name: another
    """
  let first = try version(one)
  #expect(first.count == 12)
  #expect(first == (try version(other)))
}

@Test func `a version changes with all that decides a verdict`() throws {
  let base = "name: a\ncriterion: c\nkind: check\n"
  let judge =
    "name: a\ncriterion: c\nkind: judge\njudge:\n  endpoint: e\n  model: m\n  prompt: \"{{conversation}}\"\n"
  let versions = [
    try version(base + "check: {called: x}"), try version(base + "check: {called: y}"),
    try version(base + "check: {called: {tool: x, at_least: 2}}"),
    try version(base + "check: {not: {called: x}}"),
    try version(base + "threshold: 0.6\ncheck: {called: x}"),
    try version(base + "scale: {labels: [bad, good]}\ncheck: {called: x}"),
    try version(base + "scale: {labels: [bad, good], kind: nominal}\ncheck: {called: x}"),
    try version(base + "check: {called: x}", criterion: "c2"),
    try version(base + "program: {command: [./x]}"), try version(base + "program: {command: [./x, a]}"),
    try version(base + "program: {command: [./x], time_limit_seconds: 3}"),
    try version(base + "program: {command: [./x]}", hashes: ["./x": "00"]),
    try version(base + "program: {command: [./x]}", hashes: ["./x": "01"]),
    try version(judge), try version(judge + "  samples: 3"), try version(judge + "  temperature: 0.1"),
    try version(judge + "  seed: 1"), try version(judge + "  procedure: debate"),
    try version(judge + "  answer_tokens: 9"), try version(judge.replacing("model: m", with: "model: n")),
    try version(judge.replacing("{{conv", with: "Well: {{conv")),
    try version(judge.replacing("endpoint: e", with: "endpoint: f")),
    try version(base.replacing("criterion: c", with: "criterion: d") + "check: {called: x}"),
  ]
  #expect(Set(versions).count == versions.count)
}

@Test func `what two versions differ in is shown line by line`() throws {
  let one = Evaluator.Version(
    try read("name: a\ncriterion: c\nkind: check\ncheck: {all: [{called: x}, {called: y}]}"),
    criterionVersion: "v1")
  let other = Evaluator.Version(
    try read("name: a\ncriterion: c\nkind: check\nthreshold: 0.7\ncheck: {all: [{called: x}, {called: z}]}"),
    criterionVersion: "v1")
  let diff = LineDiff(from: one.content, to: other.content)
  #expect(
    diff.lines.filter { $0.change == .removed }.map(\.text) == [
      "threshold: 0.5", "    - called: {tool: \"y\", at_least: 1}",
    ])
  #expect(
    diff.lines.filter { $0.change == .added }.map(\.text) == [
      "threshold: 0.7", "    - called: {tool: \"z\", at_least: 1}",
    ])
  #expect(LineDiff(from: one.content, to: one.content).isEmpty)
}

// MARK: In a workspace

@Test func `the evaluators of a workspace are read with their versions, and misfits refused`() throws {
  let folder = try TemporaryFolder()
  let (workspace, _) = try Workspace.create(at: folder.path + "/w")
  #expect(try workspace.evaluators().isEmpty)
  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: workspace.path + "/evaluators/\(name).yaml", atomically: true, encoding: .utf8)
  }
  try write("b", "name: b\ncriterion: overall\nkind: check\ncheck: {called: x}\n")
  try write("a", "name: a\ncriterion: overall\nkind: check\nprogram: {command: [./run.sh, rules.txt, --x]}\n")
  try "1".write(toFile: workspace.path + "/run.sh", atomically: true, encoding: .utf8)
  let found = try workspace.evaluators()
  #expect(found.map(\.evaluator.name) == ["a", "b"])
  #expect(found[0].programHashes.keys.sorted() == ["./run.sh"])
  #expect(found[0].criterionVersion == Criterion.overall.version)
  let before = found[0].id
  try "2".write(toFile: workspace.path + "/run.sh", atomically: true, encoding: .utf8)
  #expect(try workspace.evaluators()[0].id != before)
  try "x".write(toFile: workspace.path + "/rules.txt", atomically: true, encoding: .utf8)
  #expect(try workspace.evaluators()[0].programHashes.keys.sorted() == ["./run.sh", "rules.txt"])
  #expect(try workspace.evaluators(named: ["b"]).map(\.evaluator.name) == ["b"])
  #expect(throws: StoreError.unknownEvaluator(name: "c")) { try workspace.evaluators(named: ["c"]) }
  #expect(throws: StoreError.self) { try workspace.add(found[1].evaluator) }
  try write("d", "name: d\ncriterion: nowhere\nkind: check\ncheck: {called: x}\n")
  #expect(throws: StoreError.self) { try workspace.evaluators() }
  try write("d", "name: e\ncriterion: overall\nkind: check\ncheck: {called: x}\n")
  #expect(throws: StoreError.self) { try workspace.evaluators() }
}

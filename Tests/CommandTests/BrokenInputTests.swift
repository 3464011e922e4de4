import Foundation
import Testing

/// What came of mining broken input beside the good traces.
private struct Reading {
  let outcome: Tool.Outcome
  let rejections: String
  let assignments: String

  /// Mines the good traces in a file of their own and the broken bytes in another.
  init(_ broken: some Sequence<UInt8>, name: String = "broken.jsonl") throws {
    let folder = try TemporaryFolder()
    try folder.write(broken, to: "in/" + name)
    try self.init(folder)
  }

  /// Mines what stands in a folder's `in`, and the good traces.
  init(_ folder: TemporaryFolder) throws {
    try folder.write(Samples.goodText, to: "in/good.jsonl")
    outcome = try Tool.run(["mine", "in", "--json", "--out", "report"], in: folder)
    rejections = (try? folder.text(of: "report/rejections.md")) ?? ""
    assignments = (try? folder.text(of: "report/assignments.csv")) ?? ""
  }

  /// Whether all good failures have a row, and every record is a trace, a duplicate or a rejection.
  var keepsTheGood: Bool {
    let ids = Set(assignments.split(separator: "\n").map { $0.prefix { $0 != "," } })
    return (0..<24).filter { $0.isMultiple(of: 2) }.allSatisfy { ids.contains("t\($0)") }
      && outcome.count("records")
        == outcome.count("traces") + outcome.count("duplicates") + outcome.count("rejections")
  }

  /// Whether the run ended by itself, with the good kept, and rejected as many records.
  func rejects(_ count: Int) -> Bool {
    keepsTheGood && outcome.count("rejections") == count && outcome.code == (count > 0 ? 2 : 0)
  }
}

private let one = Samples.trace(id: "one", passed: false, result: "Error: permission denied")

/// The trace with something in the place of the user's words.
private func one(saying text: String) -> String {
  Samples.trace(id: "one", passed: false, result: "Error: permission denied", request: text)
}

@Test func `a cut-off last line is rejected with its place`() throws {
  let reading = try Reading((one + "\n" + one.prefix(150)).utf8)
  #expect(reading.rejects(1))
  #expect(reading.outcome.count("traces") == 25)
  #expect(reading.rejections.contains("in/broken.jsonl"))
  #expect(reading.rejections.contains("\(one.utf8.count + 1)"))
}

@Test func `invalid UTF-8 costs at most its own record`() throws {
  var bytes = Array(one(saying: "broken ? word").utf8)
  bytes = bytes.flatMap { $0 == UInt8(ascii: "?") ? [0xFF, 0xC0, 0x80] : [$0] }
  let reading = try Reading(bytes + [0x0A] + Array(one.replacing("\"one\"", with: "\"two\"").utf8))
  #expect(reading.keepsTheGood)
  #expect(reading.outcome.count("records") == 26)
  #expect(reading.assignments.contains("two,"))
  #expect([0, 2].contains(reading.outcome.code))
}

@Test func `a lone surrogate costs at most its own text`() throws {
  let reading = try Reading(one(saying: #"high \ud800 and low \udc00"#).utf8)
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("traces") == 25)
  #expect(reading.assignments.contains("one,"))
}

@Test func `NUL bytes between records and in them`() throws {
  let escaped = one(saying: #"nul \u0000 escaped"#)
  let raw = Array(one(saying: "nul ? raw").replacing("\"one\"", with: "\"two\"").utf8)
    .map { $0 == UInt8(ascii: "?") ? 0 : $0 }
  let reading = try Reading(Array(escaped.utf8) + [0x0A] + raw + [0x0A, 0, 0, 0x0A])
  #expect(reading.keepsTheGood)
  #expect(reading.assignments.contains("one,"))
  #expect(reading.outcome.code == 2)
}

@Test func `control characters are read, or rejected with a reason`() throws {
  let reading = try Reading(one(saying: "bell \u{7} escape \u{1B}[31m red").utf8)
  #expect(reading.keepsTheGood)
  #expect(reading.outcome.count("records") == 25)
  #expect(!reading.rejections.contains("\u{1B}"))
}

@Test func `a hundred levels of nesting are read`() throws {
  let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
  let reading = try Reading(one.replacing("\"outcome\"", with: "\"metadata\":\(deep),\"outcome\"").utf8)
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("traces") == 25)
}

@Test func `a hundred thousand levels of nesting end nothing but their record`() throws {
  let deep = String(repeating: "[", count: 100_000)
  let next = one.replacing("\"one\"", with: "\"two\"")
  let reading = try Reading("\(one)\n{\"a\":\(deep)\n\(next)\n".utf8)
  #expect(reading.rejects(1))
  #expect(reading.assignments.contains("one,") && reading.assignments.contains("two,"))
  // Where it comes first, the file is an array that never ends.
  #expect(try Reading((deep + "\n" + one).utf8).keepsTheGood)
}

@Test func `numbers out of range cost at most themselves`() throws {
  let text = one.replacing(
    "\"outcome\"",
    with: "\"started_at\":1e999,\"metadata\":{\"a\":123456789012345678901234567890},\"outcome\"")
  let reading = try Reading(text.utf8)
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("traces") == 25)
}

@Test func `duplicate keys are read`() throws {
  let reading = try Reading(one.replacing("{\"id\"", with: "{\"id\":\"first\",\"id\"").utf8)
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("traces") == 25)
}

@Test func `a byte order mark and carriage returns are passed over`() throws {
  let reading = try Reading([0xEF, 0xBB, 0xBF] + Array((one + "\r\n").utf8))
  #expect(reading.rejects(0))
  #expect(reading.assignments.contains("one,"))
}

@Test func `an empty file holds nothing`() throws {
  let reading = try Reading([])
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("records") == 24)
}

@Test func `where all there is is empty, that is said and not which formats were tried`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write("", to: "none.jsonl")
  for arguments in [["mine", path, "--out", folder.path + "/report"], ["inspect", path]] {
    let outcome = try Tool.run(arguments, in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("No trace: \(path) is empty; look at the export that wrote it."))
    #expect(!outcome.errors.contains("faultline formats"))
  }
}

@Test func `a binary file is rejected`() throws {
  let noise = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) }
  let reading = try Reading([0x7F, 0x45, 0x4C, 0x46] + noise, name: "broken")
  #expect(reading.rejects(1))
}

@Test func `a cut compressed file gives what was before the cut`() throws {
  let folder = try TemporaryFolder()
  let many = (0..<4_000).map { Samples.trace(id: "z\($0)", passed: false, result: "Error \($0 * 7_919)") }
  try folder.write(Samples.text(many), to: "many")
  try Tool.shell("gzip -c many > many.gz && mkdir in && head -c 20000 many.gz > in/cut.gz", in: folder)
  let reading = try Reading(folder)
  #expect(reading.keepsTheGood)
  #expect(reading.outcome.code == 2)
  #expect(reading.outcome.count("traces") > 100)
  #expect(reading.rejections.contains("cut"))
  let count = reading.outcome.count("traces") - 24
  #expect(
    reading.outcome.errors.contains(
      "in/cut.gz: the compressed file is cut off after \(grouped(count)) records"))
}

/// A count with commas between thousands.
private func grouped(_ count: Int) -> String {
  count < 1_000 ? "\(count)" : "\(count / 1_000),\(String(1_000 + count % 1_000).dropFirst())"
}

@Test func `records behind separators are read`() throws {
  let other = one.replacing("\"one\"", with: "\"two\"")
  let reading = try Reading("\u{1E}\(one)\n\u{1E}\(other)\n".utf8)
  #expect(reading.rejects(0))
  #expect(reading.assignments.contains("one,") && reading.assignments.contains("two,"))
  let spread = try Reading("\u{1E}\(one.replacing(",", with: ",\n"))\n\u{1E}\(other)\n".utf8)
  #expect(spread.rejects(0) && spread.outcome.count("traces") == 26)
}

@Test func `a file that may not be read is reported beside the good`() throws {
  let folder = try TemporaryFolder()
  try folder.write(one, to: "in/secret.jsonl")
  try folder.write(Samples.goodText, to: "in/good.jsonl")
  try Tool.shell("chmod 000 in/secret.jsonl; chmod 777 . printed", in: folder)
  let command = "mine in --out report"
  // The system lets root read everything, so root runs the tool as nobody.
  let isRoot = getuid() == 0
  let outcome = try Tool.shell(
    isRoot
      ? "cp \"$(readlink bin/faultline)\" run; setpriv --reuid 65534 --regid 65534 --clear-groups ./run \(command)"
      : "faultline \(command)", in: folder)
  if isRoot, outcome.code == 127 || outcome.errors.contains("shared libraries") {
    print("skipped: nobody cannot run the tool here")
    return
  }
  #expect(outcome.code == 2)
  #expect(outcome.errors.contains("secret.jsonl"))
  #expect(try folder.text(of: "report/assignments.csv").contains("t0,"))
}

@Test func `a line of two hundred megabytes is one trace`() throws {
  let folder = try TemporaryFolder()
  let long = one(saying: "?").split(separator: "?").map(String.init)
  try folder.write(long[0], to: "head")
  try folder.write(long[1] + "\n", to: "tail")
  // Built for debugging, the tool takes a hundred times as long.
  let byteCount = Tool.isForRelease ? 200_000_000 : 2_000_000
  try Tool.shell(
    "mkdir in; (cat head; yes 'not a short story' | head -c \(byteCount) | tr '\\n' ' '; cat tail) > in/long.jsonl",
    in: folder)
  let reading = try Reading(folder)
  #expect(reading.rejects(0))
  #expect(reading.outcome.count("traces") == 25)
  #expect(reading.outcome.count("peak_bytes") < 2_000_000_000)
}

@Test func `records that stand side by side on a line are all read`() throws {
  let others = ["two", "three"].map { one.replacing("\"one\"", with: "\"\($0)\"") }
  for glue in ["", " ", "\u{FEFF}", ","] {
    let reading = try Reading(
      ("{\"id\":\"x\",\"messages\":[]}\n" + one + glue + others[0] + "\n" + others[1]).utf8)
    #expect(reading.rejects(1), "\(glue)")
    #expect(reading.outcome.count("traces") == 27)
    for id in ["one,", "two,", "three,"] { #expect(reading.assignments.contains(id)) }
  }
  // What stands beside a record is told; a line in which there is none is one rejection.
  let beside = try Reading((others[0] + "\n" + one + "}\n[12:04] {x} {y}\n").utf8)
  #expect(beside.rejects(2) && beside.outcome.count("traces") == 26)
}

@Test func `a page that is cut off keeps the records before the cut, a record that is cut off does not`()
  throws
{
  let page = "{\"object\":\"list\",\"n\":[1,{\"a\":\"]\"}],\"data\":[\n"
  let reading = try Reading((page + one + ",\n" + one.replacing("\"one\"", with: "\"two\"").prefix(60)).utf8)
  #expect(reading.rejects(1) && reading.outcome.count("traces") == 25)
  #expect(reading.rejections.contains("the record is cut off") && reading.assignments.contains("one,"))
  let trace = try Reading(
    "{\"id\":\"one\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\"".utf8)
  #expect(trace.rejects(1) && trace.outcome.count("traces") == 24)
  // So does one with a record in it that is none.
  let others = [one, one.replacing("\"one\"", with: "\"two\"").replacing(":null", with: ":nil")]
  let broken = try Reading((page + others.joined(separator: ",\n") + "]").utf8)
  #expect(broken.outcome.count("traces") == 25 && broken.rejections.contains("not valid JSON"))
}

@Test func `lists of records on lines are read, alone and among others`() throws {
  let ids = ["two", "three", "four"].map { one.replacing("\"one\"", with: "\"\($0)\"") }
  let reading = try Reading("[\(one),\(ids[0])]\n[\(ids[1])]\n\(ids[2])\n[]\n[1,2]\n".utf8)
  #expect(reading.rejects(2) && reading.outcome.count("traces") == 28)
  for id in ["one,", "two,", "three,", "four,"] { #expect(reading.assignments.contains(id)) }
}

@Test func `a byte order mark before each line is passed over`() throws {
  let lines = ["one", "two", "three"].map {
    "\u{FEFF}" + one.replacing("\"one\"", with: "\"\($0)\"") + "\r\n"
  }
  let reading = try Reading(lines.joined().utf8)
  #expect(reading.rejects(0) && reading.outcome.count("traces") == 27)
}

@Test func `a field that stands twice is named where nothing was read, and no other advice is given`() throws
{
  let folder = try TemporaryFolder()
  try folder.write(Samples.good.map { $0.dropLast() + ",\"messages\":[]}\n" }.joined(), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("`messages` stands in it twice"))
  #expect(!outcome.errors.contains("--outcome-field"))
}

@Test func `files of numbers and of UTF-32 are told as that`() throws {
  let folder = try TemporaryFolder()
  try folder.write("1\n\"a\"\nnull\n", to: "n.jsonl")
  try folder.write(Samples.good[0].unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }, to: "u.jsonl")
  let outcome = try Tool.run(["mine", "n.jsonl", "u.jsonl", "--out", "r"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("no JSON object or list") && outcome.errors.contains("UTF-32 text"))
}

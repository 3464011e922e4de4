import Foundation
import Testing

/// The signatures of a report.
private func signatures(_ folder: TemporaryFolder, _ report: String) throws -> [[String: Any]] {
  let file = try JSONSerialization.jsonObject(with: folder.bytes(of: report + "/signatures.json"))
  return (file as? [String: Any])?["signatures"] as? [[String: Any]] ?? []
}

private func supports(_ folder: TemporaryFolder, _ report: String) throws -> [Int] {
  try signatures(folder, report).compactMap { ($0["support"] as? NSNumber)?.intValue }
}

@Test func `failures that are all alike are a way of failing, also beside a success or none`() throws {
  for successes in [0, 1, 5] {
    let folder = try TemporaryFolder()
    let traces = (0..<30).map {
      Samples.trace(
        id: "s\($0)", passed: $0 >= 30 - successes, result: "Error: order not found",
        request: "where is my order \($0)", reply: "Sorry, I could not find it.")
    }
    try folder.write(Samples.text(traces), to: "t.jsonl")
    #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
    #expect(try supports(folder, "r") == [30 - successes])
    let name = try signatures(folder, "r").first?["name"] as? String
    #expect(name == "get_order fails with a “not found” error")
  }
  let folder = try TemporaryFolder()
  let silent = (0..<8).map { Samples.trace(id: "s\($0)", passed: false, request: "hello \($0)", reply: "") }
  try folder.write(Samples.text(silent), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  #expect(try supports(folder, "r") == [8])
}

@Test func `without outcomes traces that are all alike are a way of failing only where they show one`() throws
{
  let folder = try TemporaryFolder()
  func mined(_ name: String, reply: String) throws -> [Int] {
    let traces = (0..<30).map {
      Samples.trace(id: "a\($0)", passed: nil, request: "please mend thing \($0)", reply: reply)
    }
    try folder.write(Samples.text(traces), to: name + ".jsonl")
    #expect(try Tool.run(["mine", name + ".jsonl", "--out", name], in: folder).code == 0)
    return try supports(folder, name)
  }
  #expect(try mined("refused", reply: "I am sorry, I cannot do that.") == [30])
  #expect(try mined("done", reply: "It is mended.") == [])
}

@Test func `more signatures than there are give no fewer`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  for count in [2, 3, 5, 10] {
    let run = try Tool.run(
      ["mine", "t.jsonl", "--signatures", "\(count)", "--out", "r\(count)", "--json"], in: folder)
    #expect(run.count("signatures") == 2, "\(count)")
    #expect(run.count("unassigned") == 0, "\(count)")
  }
  let page = try folder.text(of: "r5/README.md").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  #expect(page.contains("no more than 2 are large enough"))
}

@Test(arguments: [[], ["--signatures", "3"]])
func `where more traces are asked of a signature than there are, none is found`(options: [String]) throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  for least in ["1000", "\(Int.max)"] {
    let arguments = ["mine", "t.jsonl", "--min-support", least, "--out", "r", "--json"] + options
    let run = try Tool.run(arguments, in: folder)
    #expect(run.code == 0 && run.count("signatures") == 0, "\(least) \(run.errors)")
  }
}

@Test func `where all traces are mined a signature's support is its failures`() throws {
  let folder = try TemporaryFolder()
  let unknown = (0..<4).map {
    Samples.trace(
      id: "u\($0)", passed: nil, tool: "issue_refund",
      result: "Error: permission denied for account \(7_100 + $0)",
      request: "Please look after order \(7 * $0) for me.")
  }
  try folder.write(Samples.goodText + Samples.text(unknown), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--only", "all", "--out", "r"], in: folder).code == 0)
  let found = try signatures(folder, "r")
  let rows = try folder.text(of: "r/assignments.csv").split(separator: "\n").dropFirst().map {
    $0.split(separator: ",", omittingEmptySubsequences: false)
  }
  #expect(!found.isEmpty && rows.count == 28)
  for signature in found {
    let id = signature["id"] as? String ?? ""
    let outcomes = rows.filter { $0[1] == id }.map { String($0[4]) }
    let (failures, successes) = (outcomes.count { $0 == "failure" }, outcomes.count { $0 == "success" })
    #expect((signature["support"] as? NSNumber)?.intValue == failures)
    #expect((signature["unknown"] as? NSNumber)?.intValue == outcomes.count { $0 == "unknown" })
    #expect(abs((signature["share"] as? Double ?? -1) - Double(failures) / 12) < 1e-5)
    if failures + successes > 0 {
      let rate = Double(failures) / Double(failures + successes)
      #expect(abs((signature["failure_rate"] as? Double ?? -1) - rate) < 1e-5)
    }
  }
}

@Test func `messages are counted by the traces that hold them`() throws {
  let folder = try TemporaryFolder()
  // Each trace meets the same failure twice, with other numbers.
  let traces = (0..<6).map { number in
    """
    {"id":"t\(number)","messages":[{"role":"user","content":"Order \(number)?"},\
    {"role":"assistant","content":null,"tool_calls":[\
    {"id":"a","type":"function","function":{"name":"get_order","arguments":"{}"}},\
    {"id":"b","type":"function","function":{"name":"get_order","arguments":"{}"}}]},\
    {"role":"tool","tool_call_id":"a","content":"Error: order \(100 + number) is locked by desk \(number)"},\
    {"role":"tool","tool_call_id":"b","content":"Error: order \(200 + number) is locked by desk \(number)"},\
    {"role":"assistant","content":"Sorry."}],"outcome":{"passed":false}}
    """
  }
  try folder.write(Samples.text(traces + Samples.smallTalk), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  let id = try signatures(folder, "r").first?["id"] as? String ?? ""
  #expect(
    try folder.text(of: "r/signatures/\(id).md").contains("- 6 traces: `order <num> is locked by desk <num>`")
      || folder.text(of: "r/signatures/\(id).md").contains(
        "- 6 traces: `Error: order <num> is locked by desk <num>`")
  )
}

@Test func `where all traces are mined, what successes do on every day is no way of failing`() throws {
  let folder = try TemporaryFolder()
  let traces = (0..<60).map { number in
    let fails = number < 12
    return Samples.trace(
      id: "s\(number)", passed: !fails, tool: fails ? "pay" : "get_order",
      result: fails ? "Error: card was declined" : "order \(number) is on its way",
      request: fails ? "please pay \(number)" : "where is my order \(number)",
      reply: fails ? "I could not pay." : "Your parcel is on its way, have patience.")
  }
  try folder.write(Samples.text(traces), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--only", "all", "--out", "r"], in: folder).code == 0)
  #expect(try supports(folder, "r") == [12])
}

@Test func `a field that may be the outcome is named where none is known`() throws {
  let folder = try TemporaryFolder()
  func trace(_ number: Int, _ metadata: String) -> String {
    String(Samples.trace(id: "s\(number)", passed: nil).dropLast()) + ",\"metadata\":\(metadata)}"
  }
  try folder.write(
    Samples.text((0..<10).map { trace($0, "{\"success\":\($0 < 4)}") }), to: "known.jsonl")
  let hinted = try Tool.run(["mine", "known.jsonl", "--out", "r"], in: folder)
  #expect(hinted.errors.contains("--outcome-field metadata.success"))
  try folder.write(Samples.text((0..<10).map { trace($0, "{\"success\":true}") }), to: "one.jsonl")
  #expect(try !Tool.run(["mine", "one.jsonl", "--out", "r"], in: folder).errors.contains("--outcome-field"))
}

@Test(
  arguments: [
    #""success":false"#, #""passed":0"#, #""resolved":"no""#, #""score":0.2"#, #""reward":0.0"#,
    #""label":"fail""#, #""verdict":"incorrect""#, #""result":"failed""#, #""correct":false"#,
  ])
func `a field beside the messages that may be the outcome is named, also where all failed`(field: String)
  throws
{
  let folder = try TemporaryFolder()
  let lines = (0..<10).map { String(Samples.trace(id: "s\($0)", passed: nil).dropLast()) + ",\(field)}" }
  let name = try #require(field.split(separator: "\"").first)
  try folder.write("[" + lines.joined(separator: ",\n") + "]", to: "t.json")
  for arguments in [["mine", "t.json", "--out", "r"], ["inspect", "t.json"]] {
    let outcome = try Tool.run(arguments, in: folder)
    #expect(outcome.errors.contains("`\(name)` looks like one; if it is, `--outcome-field \(name)`"))
  }
  let taken = try Tool.run(["inspect", "t.json", "--outcome-field", String(name)], in: folder)
  #expect(taken.output.contains("failure 10") && !taken.errors.contains("--outcome-field"))
}

@Test func `successes at the same work do not lower the rate of what only failures say`() throws {
  let folder = try TemporaryFolder()
  let traces = (0..<120).map { number in
    let fails = number < 20
    let place = ["Oslo", "Rome", "Lima", "Bonn"][number % 4]
    return Samples.trace(
      id: "s\(number)", passed: !fails, tool: "book_room", result: "room \(number) in \(place) is booked",
      request: "book me a room in \(place), number \(number)",
      reply: fails
        ? "Booked, and I cancelled your flight since it is late." : "Booked, enjoy your stay in \(place).")
  }
  try folder.write(Samples.text(traces), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  let found = try signatures(folder, "r")
  #expect(found.count == 1 && found.first?["failure_rate"] as? Double == 1)
}

import Foundation

/// Traces made up for the tests, as lines of chat JSONL.
enum Samples {
  /// Twenty-four traces: twelve fail in two ways, twelve succeed.
  static let good = (0..<24).map { trace($0) }

  static let goodText = text(good)

  static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  /// A trace that fails if its number is even, in one of two ways.
  static func trace(_ number: Int) -> String {
    let fails = number.isMultiple(of: 2)
    let kind = number % 4
    let result =
      !fails
      ? #"{\"status\":\"ok\",\"order\":\#(number)}"#
      : kind == 0
        ? #"Error: permission denied for account \#(7_000 + number)"#
        : #"{\"error\":{\"code\":504,\"message\":\"gateway timeout after 30 s\"}}"#
    return trace(
      id: "t\(number)", passed: !fails, tool: kind == 0 ? "issue_refund" : "get_order", result: result,
      request: "Please look after order \(number * 31) for me.")
  }

  /// A trace with one call; the texts are JSON already.
  static func trace(
    id: String, passed: Bool?, tool: String = "get_order", result: String = "ok",
    request: String = "Where is my order?", reply: String = "Done."
  ) -> String {
    let outcome = passed.map { #","outcome":{"passed":\#($0)}"# } ?? ""
    return """
      {"id":"\(id)","messages":[{"role":"user","content":"\(request)"},\
      {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
      "function":{"name":"\(tool)","arguments":"{}"}}]},\
      {"role":"tool","tool_call_id":"c1","content":"\(result)"},\
      {"role":"assistant","content":"\(reply)"}]\(outcome)}
      """
  }

  /// Forty good traces without a call.
  static let smallTalk = (0..<40).map { number in
    """
    {"id":"g\(number)","messages":[{"role":"user","content":"When do you open on day \(number)?"},\
    {"role":"assistant","content":"We open at nine."}],"outcome":{"passed":true}}
    """
  }

  /// A demo corpus in a folder: its path from there.
  static func demoCorpus(
    in folder: TemporaryFolder, traces: Int, modes: Int, meanBytes: Int = 4_000
  ) throws -> String {
    try Tool.run(
      [
        "demo", "--corpus-only", "--traces", "\(traces)", "--modes", "\(modes)", "--mean-bytes",
        "\(meanBytes)", "--out", "made",
      ], in: folder)
    return "made-corpus/traces.jsonl"
  }
}

import Features
import JSONBytes
import Reports
import Traces

/// A trace as lines for a terminal: the head, and a line for each turn and each call.
struct TraceLines {
  let trace: Trace
  let redacts: Bool

  /// So much of a trace is shown, and of each text in it.
  private static let turnCount = 30
  private static let textLength = 160

  var lines: [String] {
    var facts = ["id \(name(trace.id))", "outcome \(trace.outcome.name)"]
    if let source = trace.outcomeSource { facts[1] += " (\(source.name))" }
    if let thread = trace.thread { facts.append("thread \(name(thread))") }
    if let agent = trace.agent { facts.append("agent \(name(agent))") }
    if let time = trace.startedAt { facts.append("began \(Timestamp.text(of: time))") }
    var lines = ["  " + facts.joined(separator: ", ")]
    let errors = Dictionary(
      EvidenceExtractor().errors(of: trace).map { ($0.call, $0) }, uniquingKeysWith: { first, _ in first })
    for index in trace.turns.indices.prefix(Self.turnCount) {
      let turn = trace.turns[index]
      let answered = trace.toolCalls.indices.first { trace.toolCalls[$0].resultTurn == index }
      let speaker = turn.speaker.map { " (\(name($0)))" } ?? ""
      let failure =
        answered.flatMap { errors[$0] }.map { "✗ \($0.type.name) (known from: \($0.provenance.name)): " }
        ?? ""
      lines.append("  \(index + 1). \(turn.role.name)\(speaker): \(failure)\(shown(turn.text))")
      for call in trace.toolCalls where call.turn == index && call.resultTurn != index {
        let open = call.result == nil ? "  – no result" : ""
        lines.append("     → \(name(call.tool)) \(shown(call.arguments))\(open)")
      }
    }
    let rest = trace.turns.count - Self.turnCount
    if rest > 0 { lines.append("  … and \(rest) more turns") }
    return lines.map { Terminal.line($0) }
  }

  private func name(_ range: ByteRange?) -> String {
    guard let range, range.count > 0 else { return "—" }
    return shown(range)
  }

  private func shown(_ range: ByteRange) -> String {
    let text = trace.string(range)
    let words = Redaction(isOn: redacts).redacted(text).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return words.count > Self.textLength ? words.prefix(Self.textLength) + " …" : words
  }
}

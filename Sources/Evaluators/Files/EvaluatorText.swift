internal import JSONBytes
internal import Labels

/// The text of an evaluator's file: one form for one content, whatever the file that it was read from looked like.
package struct EvaluatorText {
  let evaluator: Evaluator

  package init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  /// The whole file.
  ///
  /// - Parameter remarks: Lines of comment for its head.
  package func file(remarks: [String] = []) -> String {
    let head = remarks.map { $0.isEmpty ? "#" : "# \($0)" }
    let names = [
      "name: \(evaluator.name)", "criterion: \(evaluator.criterion)", "kind: \(evaluator.kind.rawValue)",
    ]
    let verdict = verdictLines + ["# The agreement with people from which it may block a release."]
    return (head + names + verdict + ["target: \(Self.number(evaluator.target))"] + partLines)
      .joined(separator: "\n") + "\n"
  }

  /// What decides a verdict, a fact a line; neither its name nor its target is among them.
  var decisiveLines: [String] { ["kind: \(evaluator.kind.rawValue)"] + verdictLines + partLines }

  private var verdictLines: [String] {
    [
      "threshold: \(Self.number(evaluator.threshold))", "scale:", "  kind: \(evaluator.scale.kind.rawValue)",
      "  labels: [\(evaluator.scale.labels.map(Self.quoted).joined(separator: ", "))]",
    ]
  }

  private var partLines: [String] {
    (evaluator.check.map { ["check:"] + CheckText.lines(of: $0).map { "  " + $0 } } ?? [])
      + (evaluator.program.map(programLines) ?? []) + (evaluator.judge.map(judgeLines) ?? [])
  }

  private func programLines(_ program: Evaluator.Program) -> [String] {
    [
      "program:", "  command: [\(program.command.map(Self.quoted).joined(separator: ", "))]",
      "  time_limit_seconds: \(Self.number(program.timeLimitSeconds))",
    ]
  }

  private func judgeLines(_ judge: JudgeSpec) -> [String] {
    var lines = [
      "judge:", "  endpoint: \(Self.quoted(judge.endpoint))", "  model: \(Self.quoted(judge.model))",
      "  procedure: \(judge.procedure.rawValue)", "  samples: \(judge.sampleCount)",
      "  temperature: \(Self.number(judge.temperature))",
    ]
    if let seed = judge.seed { lines.append("  seed: \(seed)") }
    lines.append("  answer_tokens: \(judge.answerTokenLimit)")
    return lines + promptLines(judge.prompt)
  }

  /// A prompt as a block of lines where YAML gives it back as it is, else in quotes.
  private func promptLines(_ prompt: String) -> [String] {
    let lines = prompt.split(separator: "\n", omittingEmptySubsequences: false)
    let isPlain = prompt.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || scalar.value >= 0x20 && scalar.value != 0x7F
          && !(0x80...0x9F).contains(scalar.value) && !(0xFFFE...0xFFFF).contains(scalar.value)
          && ![0x2028, 0x2029, 0xFEFF].contains(scalar.value)
    }
    let first = lines.first { !$0.isEmpty }
    // The first line tells a reader of YAML how far the block is set in.
    guard isPlain, prompt.hasSuffix("\n"), !prompt.hasSuffix("\n\n"), prompt.count > 1,
      let first, !first.hasPrefix(" "), lines.first?.isEmpty == false,
      lines.dropLast().allSatisfy({ !$0.isEmpty ? $0.contains { $0 != " " } : true })
    else { return ["  prompt: \(Self.quoted(prompt))"] }
    return ["  prompt: |"] + lines.dropLast().map { $0.isEmpty ? "" : "    " + $0 }
  }

  /// A text in double quotes, as YAML and JSON have it.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendQuoted(text)
    let quoted = String(decoding: bytes, as: UTF8.self)
    // What YAML does not take as it is; the rest is JSON.
    var output = ""
    for scalar in quoted.unicodeScalars {
      switch scalar.value {
      case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0xFFF9...0xFFFB:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// A number as short as it can be read back.
  static func number(_ value: Double) -> String {
    guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
    return "\(Int(value))"
  }
}

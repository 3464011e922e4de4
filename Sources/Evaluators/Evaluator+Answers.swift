internal import JSONBytes
internal import Labels

extension Evaluator {
  /// What a rule says of a trace, as a judgement.
  package func judgement(ofCheck isKept: Bool, rationale: String?) -> Judgement {
    Judgement(label: isKept ? passLabel : failLabel, value: isKept ? 1 : 0, rationale: rationale)
  }

  /// Reads the line that a program answered with.
  ///
  /// A JSON object with `label`, one of the scale, or `score`, from 0 to 1, or `pass`, true or false; where there are
  /// two of them they are both taken, unless they contradict each other. `rationale` is a text. A `trace_id` has to be
  /// that of the trace. What else there is is left alone.
  ///
  /// - Returns: A judgement without a verdict, with the reason, for any other line.
  package func judgement(ofProgramLine line: [UInt8], traceID: String) -> Judgement {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONParser().parse(line)
    } catch {
      return Judgement(failure: "the program's answer is no JSON: \(error.reason)")
    }
    guard document.kind(document.root) == .object else {
      return Judgement(failure: "the program's answer is no JSON object")
    }
    if let id = document.field("trace_id", of: document.root),
      document.text(id).map(document.string) != traceID
    {
      return Judgement(failure: "the program answered for another trace")
    }
    return verdict(in: document)
  }

  private func verdict(in document: JSONDocument) -> Judgement {
    func node(_ key: StaticString) -> JSONNode? {
      document.field(key, of: document.root).flatMap { document.kind($0) == .null ? nil : $0 }
    }
    var label: String?
    if let node = node("label") {
      guard let text = document.text(node).map(document.string), scale.labels.contains(text) else {
        return Judgement(failure: "the program's label is not one of \(scale.labels.joined(separator: ", "))")
      }
      label = text
    }
    if let node = node("pass") {
      guard let passes = document.bool(node) else {
        return Judgement(failure: "the program's pass is neither true nor false")
      }
      let own = passes ? passLabel : failLabel
      if let label, let value = value(ofLabel: label), self.passes(value) != passes {
        return Judgement(failure: "the program's label and pass contradict each other")
      }
      label = label ?? own
    }
    var value = label.flatMap { self.value(ofLabel: $0) }
    if let node = node("score") {
      guard let score = document.number(node), (0...1).contains(score) else {
        return Judgement(failure: "the program's score is not a number from 0 to 1")
      }
      if let value, passes(value) != passes(score) {
        return Judgement(failure: "the program's label and score contradict each other")
      }
      value = score
    }
    guard let value else { return Judgement(failure: "the program's answer has no label, score or pass") }
    let rationale = node("rationale").flatMap { document.text($0) }.map { document.string($0) }
    return Judgement(label: label ?? self.label(ofValue: value), value: value, rationale: rationale)
  }
}

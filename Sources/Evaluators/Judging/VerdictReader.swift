internal import JSONBytes
package import Labels

/// Reads the verdict from what a judge wrote.
///
/// An answer is read as a verdict only if it can be read in one way:
/// 1. What stands in the tags of reasoning (`<think>` and the like) is reasoning, never a verdict.
/// 2. The last JSON object that has a verdict counts, whatever prose or code fence is around it. Where an earlier one
///    says otherwise, it counts only if nothing follows it.
/// 3. Without an object, the last line that begins with `Verdict:` or another name for it counts, in the same way;
///    else the answer or its last line, if it is nothing but a label.
/// What words stand for which label, `LabelWords` says. A label that is only mentioned in prose is none.
package struct VerdictReader: Sendable {
  private let scale: LabelScale

  package init(scale: LabelScale) {
    self.scale = scale
  }

  /// Reads an answer.
  package func verdict(in answer: ChatAnswer) -> Verdict {
    let parts = Reasoning(in: answer.text)
    let thoughts = [answer.reasoning, parts.reasoning].compactMap { $0 }.filter { !$0.isEmpty }
    var verdict = Verdict()
    let wasCut = answer.finishReason == "length"
    if parts.isUnfinished {
      verdict.failure = "it ended within its reasoning"
    } else if parts.rest.allSatisfy(\.isWhitespace) {
      verdict.failure = wasCut ? "it reached the limit of tokens before it said anything" : "it is empty"
    } else {
      verdict = read(parts.rest, wasCut: wasCut)
    }
    let before = thoughts + [verdict.reasoning].compactMap { $0 }
    verdict.reasoning = before.isEmpty ? nil : before.joined(separator: "\n\n")
    return verdict
  }

  private func read(_ text: String, wasCut: Bool) -> Verdict {
    let found = AnswerObjects(in: text)
    let stated = found.objects.compactMap { object in
      Statement(in: object.document, LabelWords(scale)).map { (statement: $0, endsText: object.endsText) }
    }
    if let last = stated.last {
      var verdict = last.statement.verdict
      let earlier = stated.dropLast().map(\.statement.verdict.position)
      if verdict.position != nil, !last.endsText, earlier.contains(where: { $0 != verdict.position }) {
        verdict.position = nil
        verdict.failure = "it gives verdicts that differ"
      }
      return verdict
    }
    if found.isCutOff {
      return Verdict(failure: wasCut ? "it reached the limit of tokens before the verdict" : "it is cut off")
    }
    if !found.objects.isEmpty { return Verdict(failure: "its JSON has no verdict") }
    return readProse(text, wasCut: wasCut)
  }

  private func readProse(_ text: String, wasCut: Bool) -> Verdict {
    let words = LabelWords(scale)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.bare.isEmpty }
    let stated = lines.indices.compactMap { index in
      Self.statedText(in: lines[index]).map { (index: index, position: words.position(beginning: $0)) }
    }
    if let last = stated.last {
      let earlier = stated.dropLast().contains { $0.position != last.position }
      guard let position = last.position else {
        return Verdict(failure: "its verdict is no label of the scale")
      }
      guard !earlier || last.index == lines.count - 1 else {
        return Verdict(failure: "it gives verdicts that differ")
      }
      let rest = lines.indices.filter { $0 != last.index }.map { lines[$0] }.joined(separator: "\n")
      return Verdict(position: position, rationale: rest.isEmpty ? nil : rest)
    }
    if let last = lines.last, let position = words.position(of: last) {
      let rest = lines.dropLast().joined(separator: "\n")
      return Verdict(position: position, rationale: rest.isEmpty ? nil : rest)
    }
    return Verdict(
      failure: wasCut ? "it reached the limit of tokens before the verdict" : "it names no verdict")
  }

  /// What a line says behind `Verdict:` or another name for it; `nil` if it does not begin so.
  private static func statedText(in line: String) -> String? {
    let line = line.drop { !$0.isLetter }
    guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return nil }
    let words = line[..<colon].lowercased().split { !$0.isLetter }
    let name = words.first == "final" || words.first == "my" ? words.dropFirst() : words[...]
    guard name.count == 1, let name = name.first, Statement.verdictNames.contains(String(name)) else {
      return nil
    }
    return String(line[line.index(after: colon)...])
  }
}

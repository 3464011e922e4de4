internal import JSONBytes
internal import Traces

/// Says why a trace keeps or breaks a rule.
struct CheckWords {
  let run: CheckRun
  let trace: Trace

  /// So many parts of a rule are told one by one.
  private static let partLimit = 3

  func words(for place: Int) -> String {
    let finding = run.finding(place, trace)
    switch run.nodes[place] {
    case .all(let parts): return words(ofAll: parts, isKept: finding.isKept)
    case .any(let parts): return words(ofAny: parts, isKept: finding.isKept)
    case .not(let part): return words(for: part)
    case .called(let tool, let count): return words(ofCalls: tool, count, finding)
    case .calledBefore(let tool, let other):
      return order(tool, other, finding, broken: "no call of \(name(tool)) came before")
    case .calledAfter(let tool, let other):
      return order(tool, other, finding, broken: "no call of \(name(tool)) came after")
    case .value(let rule): return words(of: rule.rule, finding)
    case .text(let rule): return words(of: rule, finding, isLast: false)
    case .lastTurn(let rule): return words(of: rule, finding, isLast: true)
    case .language(let rule): return words(of: rule, finding)
    }
  }

  // MARK: Rules of rules

  private func words(ofAll parts: [Int], isKept: Bool) -> String {
    if isKept { return parts.count == 1 ? words(for: parts[0]) : "all \(parts.count) rules are kept" }
    let broken = parts.indices.filter { !run.finding(parts[$0], trace).isKept }
    let told = broken.prefix(Self.partLimit).map { "rule \($0 + 1): \(words(for: parts[$0]))" }
    let rest = broken.count - told.count
    return told.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }

  private func words(ofAny parts: [Int], isKept: Bool) -> String {
    let kept = parts.indices.first { run.finding(parts[$0], trace).isKept }
    if let kept { return "rule \(kept + 1): \(words(for: parts[kept]))" }
    let told = parts.prefix(Self.partLimit).enumerated().map {
      "rule \($0.offset + 1): \(words(for: $0.element))"
    }
    return "none of \(parts.count) rules is kept: " + told.joined(separator: "; ")
  }

  // MARK: Tools

  private func words(ofCalls tool: [UInt8], _ count: Check.CallCount, _ finding: CheckRun.Finding) -> String {
    let calls = trace.toolCalls.indices.filter { trace.calls(tool, at: $0) }
    guard let first = calls.first else { return "\(name(tool)) was not called" }
    if let most = count.most, calls.count > most {
      let limit = most == 0 ? "" : ", \(most) allowed"
      return "\(name(tool)) was called \(times(calls.count))\(limit); \(turn(finding.turn))"
    }
    if calls.count < count.least {
      return "\(name(tool)) was called \(times(calls.count)), \(count.least) asked for"
    }
    return "\(name(tool)) was called \(times(calls.count)), first in \(turn(trace.toolCalls[first].turn))"
  }

  private func order(_ tool: [UInt8], _ other: [UInt8], _ finding: CheckRun.Finding, broken: String) -> String
  {
    if !finding.isKept { return "\(name(other)) was called in \(turn(finding.turn)) and \(broken)" }
    let isCalled = trace.toolCalls.indices.contains { trace.calls(other, at: $0) }
    return isCalled
      ? "\(name(tool)) was called in \(turn(finding.turn))" : "\(name(other)) was not called"
  }

  // MARK: Values

  private func words(of rule: Check.ValueRule, _ finding: CheckRun.Finding) -> String {
    let place =
      rule.pointer.text.isEmpty ? "the \(rule.part.rawValue)" : "\(rule.part.rawValue) \(rule.pointer.text)"
    let condition = words(of: rule.condition)
    guard let call = finding.call else {
      let isCalled = trace.toolCalls.indices.contains { trace.calls(Array(rule.tool.utf8), at: $0) }
      guard isCalled else { return "\(rule.tool) was not called" }
      return rule.isOfEvery
        ? "in every call of \(rule.tool), \(place) \(condition)"
        : "in no call of \(rule.tool), \(place) \(condition)"
    }
    let found = self.found(rule, call)
    return finding.isKept
      ? "\(rule.tool) in \(turn(finding.turn)): \(place) \(condition)"
      : "\(rule.tool) in \(turn(finding.turn)): \(place) is \(found); asked for: \(condition)"
  }

  private func found(_ rule: Check.ValueRule, _ call: Int) -> String {
    var found = "missing"
    _ = run.calls.withValue(at: rule.pointer, of: rule.part, call: call, trace) { value in
      guard let value else { return false }
      let text = String(decoding: value.text.prefix(200), as: UTF8.self)
      found = value.kind == .string ? "“\(short(text))”" : short(text)
      return true
    }
    return found
  }

  private func words(of condition: Check.Condition) -> String {
    switch condition {
    case .equals(.text(let text)): return "equals “\(short(text))”"
    case .equals(.number(let number)): return "equals \(EvaluatorText.number(number))"
    case .equals(.truth(let truth)): return "equals \(truth)"
    case .equals(.null): return "equals null"
    case .matches(let pattern): return "matches /\(short(pattern))/"
    case .within(let least, let most):
      let bounds = [
        least.map { "at least \(EvaluatorText.number($0))" },
        most.map { "at most \(EvaluatorText.number($0))" },
      ]
      return bounds.compactMap { $0 }.joined(separator: ", ")
    case .equalsEarlier(let tool, let part, let pointer):
      return "equals \(part.rawValue) \(pointer.text) of an earlier call of \(tool)"
    case .exists(let exists): return exists ? "is there" : "is not there"
    }
  }

  // MARK: Texts

  private func words(of rule: ReadyTextRule, _ finding: CheckRun.Finding, isLast: Bool) -> String {
    let speaker = rule.role.map(\.name) ?? "any role"
    if isLast {
      guard let last = trace.turns.last else { return "there is no turn" }
      if let role = rule.role, last.role != role {
        return "the last turn, \(trace.turns.count), is by \(last.role.name), not by \(role.name)"
      }
      return finding.isKept
        ? "the last turn, \(trace.turns.count), is as asked"
        : "the last turn, \(trace.turns.count), does not say what is asked"
    }
    guard let turn = finding.turn else {
      return finding.isKept
        ? "no turn of \(speaker) says what is forbidden" : "no turn of \(speaker) says what is asked for"
    }
    return finding.isKept
      ? "\(speaker) says what is asked for in turn \(turn + 1)"
      : "\(speaker) says what is forbidden in turn \(turn + 1)"
  }

  private func words(of rule: Check.LanguageRule, _ finding: CheckRun.Finding) -> String {
    let wanted =
      switch rule.language {
      case .named(let language): language.rawValue
      case .sameAs(let role): "the language of the \(role.name)"
      }
    guard let turn = finding.turn else {
      return "no turn of \(rule.role.name) is in another language than \(wanted)"
    }
    let found = TextLanguage.of(trace.text.span, trace.turns[turn].text.indices)?.rawValue ?? "unknown"
    return "turn \(turn + 1) by \(rule.role.name) is in \(found), not in \(wanted)"
  }

  // MARK: Words

  private func turn(_ place: Int?) -> String { place.map { "turn \($0 + 1)" } ?? "no turn" }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  private func name(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func short(_ text: String) -> String { text.count > 80 ? text.prefix(80) + "…" : text }
}

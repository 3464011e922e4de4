internal import Traces

/// A rule as lines of YAML.
enum CheckText {
  static func lines(of check: Check) -> [String] {
    switch check {
    case .all(let checks): ["all:"] + list(checks)
    case .any(let checks): ["any:"] + list(checks)
    case .not(let check): ["not:"] + lines(of: check).map { "  " + $0 }
    default: [line(of: check)]
    }
  }

  private static func list(_ checks: [Check]) -> [String] {
    checks.flatMap { check in
      lines(of: check).enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
    }
  }

  /// A rule that holds no others, on one line.
  static func line(of check: Check) -> String {
    switch check {
    case .called(let tool, let count): mapping("called", [("tool", quoted(tool))] + fields(of: count))
    case .calledBefore(let tool, let other):
      mapping("called_before", [("tool", quoted(tool)), ("other", quoted(other))])
    case .calledAfter(let tool, let other):
      mapping("called_after", [("tool", quoted(tool)), ("other", quoted(other))])
    case .value(let rule): mapping(rule.part.rawValue, fields(of: rule))
    case .text(let rule): mapping("text", fields(of: rule))
    case .lastTurn(let rule): mapping("last_turn", fields(of: rule))
    case .language(let rule): mapping("language", fields(of: rule))
    case .all, .any, .not: lines(of: check).joined(separator: " ")
    }
  }

  private static func fields(of count: Check.CallCount) -> [(String, String)] {
    var fields: [(String, String)] = []
    if count.least > 0 || count.most == nil { fields.append(("at_least", "\(count.least)")) }
    if let most = count.most { fields.append(("at_most", "\(most)")) }
    return fields
  }

  private static func fields(of rule: Check.ValueRule) -> [(String, String)] {
    let head = [("tool", quoted(rule.tool)), ("at", quoted(rule.pointer.text))]
    return head + fields(of: rule.condition) + [("calls", rule.isOfEvery ? "every" : "any")]
  }

  private static func fields(of condition: Check.Condition) -> [(String, String)] {
    switch condition {
    case .equals(.text(let text)): [("equals", quoted(text))]
    case .equals(.number(let number)): [("equals", EvaluatorText.number(number))]
    case .equals(.truth(let truth)): [("equals", truth ? "true" : "false")]
    case .equals(.null): [("equals", "null")]
    case .matches(let pattern): [("matches", quoted(pattern))]
    case .within(let least, let most):
      [("at_least", least), ("at_most", most)].compactMap { name, value in
        value.map { (name, EvaluatorText.number($0)) }
      }
    case .equalsEarlier(let tool, let part, let pointer):
      [("equals_earlier", "{tool: \(quoted(tool)), \(part.rawValue): \(quoted(pointer.text))}")]
    case .exists(let exists): [("exists", exists ? "true" : "false")]
    }
  }

  private static func fields(of rule: Check.TextRule) -> [(String, String)] {
    var fields: [(String, String)] = []
    if let role = rule.role { fields.append(("role", role.name)) }
    if let pattern = rule.matching { fields.append(("matches", quoted(pattern))) }
    if let pattern = rule.notMatching { fields.append(("not_matches", quoted(pattern))) }
    return fields
  }

  private static func fields(of rule: Check.LanguageRule) -> [(String, String)] {
    switch rule.language {
    case .named(let language): [("role", rule.role.name), ("is", language.rawValue)]
    case .sameAs(let role): [("role", rule.role.name), ("same_as", role.name)]
    }
  }

  private static func mapping(_ name: String, _ fields: [(String, String)]) -> String {
    "\(name): {\(fields.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
  }

  private static func quoted(_ text: String) -> String { EvaluatorText.quoted(text) }
}

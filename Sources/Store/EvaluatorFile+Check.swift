internal import Evaluators
internal import Patterns
internal import Traces
internal import Yams

/// Reads the rule of an evaluator's file.
struct CheckReading {
  let path: String

  /// So many rules no person writes; aliases of YAML could name billions of them in a few lines.
  private static let mostRules = 1_000

  /// The rule under `check`; `nil` if there is none.
  func check(in fields: YAMLFields) throws(StoreError) -> Check? {
    guard let node = fields.node("check") else { return nil }
    var count = 0
    return try check(node, place: "check", depth: 0, &count)
  }

  private static let names: Set<String> = [
    "all", "any", "not", "called", "not_called", "called_before", "called_after", "argument", "result",
    "text",
    "last_turn", "language",
  ]

  private func check(
    _ node: Node, place: String, depth: Int, _ count: inout Int
  ) throws(StoreError) -> Check {
    count += 1
    guard depth < Check.deepest, count <= Self.mostRules else {
      let limit = depth < Check.deepest ? "more than \(Self.mostRules) rules" : "rules nested too deep"
      throw .evaluator(path: path, line: node.mark?.line, detail: "\(place): \(limit)")
    }
    let fields = try YAMLFields(node, place: place, path: path, known: Self.names)
    guard fields.names.count == 1, let name = fields.names.first else {
      throw fields.wrong("has to be one rule; several go under all: or any:")
    }
    switch name {
    case "all": return .all(try checks(fields, name, depth, &count))
    case "any": return .any(try checks(fields, name, depth, &count))
    case "not":
      guard let inner = fields.node(name) else { throw fields.wrong(name, "has to hold a rule") }
      return .not(try check(inner, place: "\(place): not", depth: depth + 1, &count))
    case "called", "not_called": return try called(fields, name)
    case "called_before", "called_after": return try order(fields, name)
    case "argument": return .value(try valueRule(fields, name, .argument))
    case "result": return .value(try valueRule(fields, name, .result))
    case "text": return .text(try textRule(fields, name))
    case "last_turn": return .lastTurn(try textRule(fields, name))
    default: return .language(try languageRule(fields, name))
    }
  }

  private func checks(
    _ fields: YAMLFields, _ name: String, _ depth: Int, _ count: inout Int
  ) throws(StoreError) -> [Check] {
    guard let list = fields.node(name)?.sequence, !list.isEmpty else {
      throw fields.wrong(name, "has to be a list of rules, one or more")
    }
    var checks: [Check] = []
    for (index, node) in list.enumerated() {
      let place = "\(fields.place): \(name): \(index + 1)"
      checks.append(try check(node, place: place, depth: depth + 1, &count))
    }
    return checks
  }

  // MARK: Tools

  /// `called: get_order`, or with counts `called: {tool: get_order, at_most: 2}`.
  private func called(_ fields: YAMLFields, _ name: String) throws(StoreError) -> Check {
    let isDenied = name == "not_called"
    if let tool = fields.node(name)?.scalar?.string {
      guard !tool.isEmpty else { throw fields.wrong(name, "has to name a tool") }
      return .called(tool: tool, isDenied ? Check.CallCount(least: 0, most: 0) : Check.CallCount())
    }
    guard fields.node(name)?.sequence == nil else {
      throw fields.wrong(name, "has to name one tool; several go under all: or any:, a rule each")
    }
    let known: Set<String> = isDenied ? ["tool"] : ["tool", "at_least", "at_most"]
    guard let rule = try fields.fields(name, known: known) else { throw fields.wrong(name, "is empty") }
    let tool = try rule.requiredText("tool")
    guard !isDenied else { return .called(tool: tool, Check.CallCount(least: 0, most: 0)) }
    let most = try rule.integer("at_most", in: 0...1_000_000)
    // Who says how often at most does not ask for a call.
    let least = try rule.integer("at_least", in: 0...1_000_000) ?? (most == nil ? 1 : 0)
    guard least <= most ?? least else { throw rule.wrong("at_most", "is below at_least") }
    return .called(tool: tool, Check.CallCount(least: least, most: most))
  }

  private func order(_ fields: YAMLFields, _ name: String) throws(StoreError) -> Check {
    guard let rule = try fields.fields(name, known: ["tool", "other"]) else {
      throw fields.wrong(name, "is empty")
    }
    let (tool, other) = (try rule.requiredText("tool"), try rule.requiredText("other"))
    return name == "called_before"
      ? .calledBefore(tool: tool, other: other) : .calledAfter(tool: tool, other: other)
  }

  // MARK: Values

  private func valueRule(
    _ fields: YAMLFields, _ name: String, _ part: Check.CallPart
  ) throws(StoreError) -> Check.ValueRule {
    let known: Set<String> = [
      "tool", "at", "calls", "equals", "matches", "at_least", "at_most", "equals_earlier", "exists",
    ]
    guard let rule = try fields.fields(name, known: known) else { throw fields.wrong(name, "is empty") }
    let calls = try rule.word("calls", of: ["every", "any"]) ?? "every"
    return Check.ValueRule(
      tool: try rule.requiredText("tool"), part: part, pointer: try pointer(rule, "at"),
      condition: try condition(rule), isOfEvery: calls == "every")
  }

  /// A JSON pointer; the whole where there is none.
  private func pointer(_ fields: YAMLFields, _ name: String) throws(StoreError) -> JSONPointer {
    let text = fields.node(name)?.scalar?.string ?? (fields.node(name) == nil ? "" : " ")
    guard let pointer = JSONPointer(text) else {
      throw fields.wrong(name, "has to be a JSON pointer, such as /order/id")
    }
    return pointer
  }

  private func condition(_ rule: YAMLFields) throws(StoreError) -> Check.Condition {
    let asked = Set(rule.names).subtracting(["tool", "at", "calls"])
    let isRange = !asked.isEmpty && asked.isSubset(of: ["at_least", "at_most"])
    guard asked.count == 1 || isRange, let name = asked.sorted().first else {
      throw rule.wrong(
        "has to ask for one thing: equals, matches, at_least and at_most, equals_earlier, or exists")
    }
    switch name {
    case "equals": return .equals(try scalar(rule))
    case "matches": return .matches(try pattern(rule, "matches") ?? "")
    case "exists": return .exists(try rule.truth("exists") ?? true)
    case "equals_earlier": return try earlier(rule)
    default:
      let (least, most) = (try rule.number("at_least"), try rule.number("at_most"))
      if let least, let most, least > most { throw rule.wrong("at_most", "is below at_least") }
      return .within(least: least, most: most)
    }
  }

  private func scalar(_ rule: YAMLFields) throws(StoreError) -> Check.Scalar {
    guard let scalar = rule.node("equals")?.scalar else {
      throw rule.wrong("equals", "has to be a text, a number, true, false or null")
    }
    guard scalar.style == .plain else { return .text(scalar.string) }
    switch scalar.string {
    case "true": return .truth(true)
    case "false": return .truth(false)
    case "null", "~", "": return .null
    default: return YAMLFields.plainNumber(scalar).map(Check.Scalar.number) ?? .text(scalar.string)
    }
  }

  private func earlier(_ rule: YAMLFields) throws(StoreError) -> Check.Condition {
    guard let other = try rule.fields("equals_earlier", known: ["tool", "argument", "result"]) else {
      throw rule.wrong("equals_earlier", "is empty")
    }
    let parts = Check.CallPart.allCases.filter { other.node($0.rawValue) != nil }
    guard parts.count == 1, let part = parts.first else {
      throw other.wrong("needs argument: or result: with a JSON pointer, and not both")
    }
    return .equalsEarlier(
      tool: try other.requiredText("tool"), part: part, pointer: try pointer(other, part.rawValue))
  }

  // MARK: Texts

  private func textRule(_ fields: YAMLFields, _ name: String) throws(StoreError) -> Check.TextRule {
    guard let rule = try fields.fields(name, known: ["role", "matches", "not_matches"]) else {
      throw fields.wrong(name, "is empty")
    }
    let read = Check.TextRule(
      role: try role(rule, "role"), matching: try pattern(rule, "matches"),
      notMatching: try pattern(rule, "not_matches"))
    let hasPattern = read.matching != nil || read.notMatching != nil
    guard hasPattern || name == "last_turn" && read.role != nil else {
      throw rule.wrong("has to say what the text matches: or not_matches:")
    }
    return read
  }

  private func languageRule(_ fields: YAMLFields, _ name: String) throws(StoreError) -> Check.LanguageRule {
    guard let rule = try fields.fields(name, known: ["role", "is", "same_as"]) else {
      throw fields.wrong(name, "is empty")
    }
    guard let role = try role(rule, "role") else { throw rule.wrong("lacks role") }
    let words = TextLanguage.allCases.map(\.rawValue).sorted()
    let language = try rule.word("is", of: words).flatMap(TextLanguage.init)
    let other = try self.role(rule, "same_as")
    switch (language, other) {
    case (let language?, nil): return Check.LanguageRule(role: role, language: .named(language))
    case (nil, let other?) where other != role:
      return Check.LanguageRule(role: role, language: .sameAs(other))
    case (nil, .some): throw rule.wrong("same_as", "has to be another role")
    default: throw rule.wrong("has to say is: a language, or same_as: a role, and not both")
    }
  }

  private func role(_ fields: YAMLFields, _ name: String) throws(StoreError) -> Role? {
    let roles: [Role] = [.system, .user, .assistant, .tool]
    let word = try fields.word(name, of: roles.map(\.name))
    return roles.first { $0.name == word }
  }

  /// A pattern that can be compiled.
  private func pattern(_ fields: YAMLFields, _ name: String) throws(StoreError) -> String? {
    guard let text = try fields.text(name) else { return nil }
    do throws(PatternError) {
      _ = try Pattern(text)
    } catch {
      throw fields.wrong(name, "is no regular expression that can be matched safely: \(error.reason)")
    }
    return text
  }
}

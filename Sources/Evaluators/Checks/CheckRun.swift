internal import JSONBytes
package import Traces

/// A rule made ready to be applied to one trace after another.
///
/// Its patterns, names and memory are its own: each thread makes one for itself, so that threads do not wait for one
/// another at what they share.
package final class CheckRun {
  let nodes: [Node]
  private let root: Int
  let calls = CallReading()

  /// A rule with its parts by their places, and its patterns compiled.
  indirect enum Node {
    case all([Int])
    case any([Int])
    case not(Int)
    case called(tool: [UInt8], Check.CallCount)
    case calledBefore(tool: [UInt8], other: [UInt8])
    case calledAfter(tool: [UInt8], other: [UInt8])
    case value(ReadyValueRule)
    case text(ReadyTextRule)
    case lastTurn(ReadyTextRule)
    case language(Check.LanguageRule)
  }

  /// - Precondition: The patterns of the check can be compiled, as a file's were when it was read.
  package init(_ check: Check) {
    var nodes: [Node] = []
    root = Self.add(check, to: &nodes)
    self.nodes = nodes
  }

  private static func add(_ check: Check, to nodes: inout [Node]) -> Int {
    let node: Node
    switch check {
    case .all(let checks): node = .all(checks.map { add($0, to: &nodes) })
    case .any(let checks): node = .any(checks.map { add($0, to: &nodes) })
    case .not(let check): node = .not(add(check, to: &nodes))
    case .called(let tool, let count): node = .called(tool: Array(tool.utf8), count)
    case .calledBefore(let tool, let other):
      node = .calledBefore(tool: Array(tool.utf8), other: Array(other.utf8))
    case .calledAfter(let tool, let other):
      node = .calledAfter(tool: Array(tool.utf8), other: Array(other.utf8))
    case .value(let rule): node = .value(ReadyValueRule(rule))
    case .text(let rule): node = .text(ReadyTextRule(rule))
    case .lastTurn(let rule): node = .lastTurn(ReadyTextRule(rule))
    case .language(let rule): node = .language(rule)
    }
    nodes.append(node)
    return nodes.count - 1
  }

  /// Whether a trace keeps the rule.
  package func isKept(by trace: Trace) -> Bool { finding(root, trace).isKept }

  /// Why a trace keeps the rule or breaks it, in words that name the turn.
  package func reason(in trace: Trace) -> String {
    CheckWords(run: self, trace: trace).words(for: root)
  }

  // MARK: Rules

  /// Whether a rule is kept, and the turn and the call that decide it.
  struct Finding: Hashable {
    let isKept: Bool
    var turn: Int?
    var call: Int?
  }

  func finding(_ place: Int, _ trace: Trace) -> Finding {
    switch nodes[place] {
    case .all(let parts): Finding(isKept: parts.allSatisfy { finding($0, trace).isKept })
    case .any(let parts): Finding(isKept: parts.contains { finding($0, trace).isKept })
    case .not(let part): Finding(isKept: !finding(part, trace).isKept)
    case .called(let tool, let count): called(tool, count, trace)
    case .calledBefore(let tool, let other): calledBefore(tool, other, trace)
    case .calledAfter(let tool, let other): calledAfter(tool, other, trace)
    case .value(let rule): rule.finding(in: trace, calls)
    case .text(let rule): rule.finding(inTurns: trace.turns.indices, of: trace)
    case .lastTurn(let rule): lastTurn(rule, trace)
    case .language(let rule): language(rule, trace)
    }
  }

  private func called(_ tool: [UInt8], _ count: Check.CallCount, _ trace: Trace) -> Finding {
    var found = 0
    var last: Int?
    for index in trace.toolCalls.indices where trace.calls(tool, at: index) {
      found += 1
      last = index
      if let most = count.most, found > most {
        return Finding(isKept: false, turn: trace.toolCalls[index].turn, call: index)
      }
      // No call to come can change it any more.
      if count.most == nil, found >= count.least { break }
    }
    return Finding(isKept: found >= count.least, turn: last.map { trace.toolCalls[$0].turn }, call: last)
  }

  /// The first call of the other tool that no call of the tool came before breaks it.
  private func calledBefore(_ tool: [UInt8], _ other: [UInt8], _ trace: Trace) -> Finding {
    for index in trace.toolCalls.indices {
      if trace.calls(other, at: index) {
        return Finding(isKept: false, turn: trace.toolCalls[index].turn, call: index)
      }
      if trace.calls(tool, at: index) {
        return Finding(isKept: true, turn: trace.toolCalls[index].turn, call: index)
      }
    }
    return Finding(isKept: true)
  }

  /// The last call of the other tool that no call of the tool comes after breaks it.
  private func calledAfter(_ tool: [UInt8], _ other: [UInt8], _ trace: Trace) -> Finding {
    for index in trace.toolCalls.indices.reversed() {
      if trace.calls(other, at: index) {
        return Finding(isKept: false, turn: trace.toolCalls[index].turn, call: index)
      }
      if trace.calls(tool, at: index) {
        return Finding(isKept: true, turn: trace.toolCalls[index].turn, call: index)
      }
    }
    return Finding(isKept: true)
  }

  private func lastTurn(_ rule: ReadyTextRule, _ trace: Trace) -> Finding {
    guard let last = trace.turns.indices.last else { return Finding(isKept: false) }
    if let role = rule.role, trace.turns[last].role != role { return Finding(isKept: false, turn: last) }
    guard rule.hasPattern else { return Finding(isKept: true, turn: last) }
    return rule.finding(inTurns: last..<last + 1, of: trace)
  }

  private func language(_ rule: Check.LanguageRule, _ trace: Trace) -> Finding {
    let text = trace.text.span
    var other: TextLanguage?
    for index in trace.turns.indices {
      let turn = trace.turns[index]
      if case .sameAs(let role) = rule.language, turn.role == role {
        // A turn of a few words does not change the language that is spoken.
        other = TextLanguage.of(text, turn.text.indices) ?? other
        continue
      }
      guard turn.role == rule.role, let found = TextLanguage.of(text, turn.text.indices) else { continue }
      var wanted = other
      if case .named(let language) = rule.language { wanted = language }
      if let wanted, found != wanted { return Finding(isKept: false, turn: index) }
    }
    return Finding(isKept: true)
  }
}

extension Trace {
  /// Whether a call is one of a tool.
  func calls(_ tool: [UInt8], at index: Int) -> Bool {
    let range = toolCalls[index].tool
    return range.count == tool.count && text[range.indices].elementsEqual(tool)
  }
}

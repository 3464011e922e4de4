internal import JSONBytes
internal import Patterns
internal import Traces

/// What an argument or result must be, with its pattern compiled.
struct ReadyValueRule {
  let rule: Check.ValueRule
  private let tool: [UInt8]
  private let pattern: Pattern?
  private let wantedText: [UInt8]
  private let otherTool: [UInt8]

  init(_ rule: Check.ValueRule) {
    self.rule = rule
    tool = Array(rule.tool.utf8)
    var (pattern, wanted, other): (Pattern?, String, String) = (nil, "", "")
    switch rule.condition {
    case .matches(let text): pattern = compiled(text)
    case .equals(.text(let text)): wanted = text
    case .equalsEarlier(let tool, _, _): other = tool
    default: break
    }
    (self.pattern, wantedText, otherTool) = (pattern, Array(wanted.utf8), Array(other.utf8))
  }

  /// Looks at the calls of the tool, and names the one that decides.
  func finding(in trace: Trace, _ reading: CallReading) -> CheckRun.Finding {
    for index in trace.toolCalls.indices where trace.calls(tool, at: index) {
      if isMet(by: index, trace, reading) != rule.isOfEvery {
        return CheckRun.Finding(
          isKept: !rule.isOfEvery, turn: trace.toolCalls[index].turn, call: index)
      }
    }
    return CheckRun.Finding(isKept: rule.isOfEvery)
  }

  private func isMet(by call: Int, _ trace: Trace, _ reading: CallReading) -> Bool {
    reading.withValue(at: rule.pointer, of: rule.part, call: call, trace) { value in
      if case .exists(let exists) = rule.condition { return exists == (value != nil) }
      guard let value else {
        // A pointer leads to nothing where there is a null, too.
        return rule.condition == .equals(.null)
          && reading.holdsNull(at: rule.pointer, of: rule.part, call: call, trace)
      }
      return switch rule.condition {
      case .equals(let wanted): equals(value, wanted)
      case .matches: pattern?.matches(value.text.span, value.text.indices) ?? false
      case .within(let least, let most): isWithin(value, least, most)
      case .equalsEarlier(_, let part, let pointer):
        equalsEarlier(value, part, pointer, before: call, trace, reading)
      case .exists: true
      }
    }
  }

  private func equals(_ value: CallReading.Value, _ wanted: Check.Scalar) -> Bool {
    switch wanted {
    case .text: value.kind == .string && value.text == wantedText
    case .number(let number): value.number == number
    case .truth(let truth): value.kind == (truth ? .true : .false)
    case .null: value.kind == .null
    }
  }

  private func isWithin(_ value: CallReading.Value, _ least: Double?, _ most: Double?) -> Bool {
    guard let number = value.number else { return false }
    return number >= least ?? -.infinity && number <= most ?? .infinity
  }

  private func equalsEarlier(
    _ value: CallReading.Value, _ part: Check.CallPart, _ pointer: JSONPointer, before call: Int,
    _ trace: Trace, _ reading: CallReading
  ) -> Bool {
    let turn = trace.toolCalls[call].turn
    return trace.toolCalls.indices.prefix(call).contains { index in
      guard trace.calls(otherTool, at: index) else { return false }
      // The result of a call made beside this one was not known yet.
      if part == .result, let brought = trace.toolCalls[index].resultTurn, brought >= turn, turn > 0 {
        return false
      }
      return reading.withValue(at: pointer, of: part, call: index, trace) { $0 == value }
    }
  }
}

/// Reads values of calls, with memory that it uses again.
final class CallReading {
  private let parser = JSONParser()
  private var document = JSONDocument()

  /// A value with its kind: the text of a string, the JSON of anything else.
  struct Value: Hashable {
    let kind: JSONKind
    let text: [UInt8]
    let number: Double?
  }

  /// Hands on the value at a place of a call; `nil` where there is none.
  func withValue(
    at pointer: JSONPointer, of part: Check.CallPart, call: Int, _ trace: Trace, _ body: (Value?) -> Bool
  ) -> Bool {
    guard let range = Self.range(of: part, call, trace) else { return body(nil) }
    guard parse(trace, range) else {
      let text = Array(trace.text[range.indices])
      return body(pointer.text.isEmpty ? Value(kind: .string, text: text, number: nil) : nil)
    }
    guard let node = pointer.value(from: document.root, in: document) else { return body(nil) }
    return body(value(of: node))
  }

  /// Whether a place of a call holds a null.
  func holdsNull(at pointer: JSONPointer, of part: Check.CallPart, call: Int, _ trace: Trace) -> Bool {
    guard let range = Self.range(of: part, call, trace), parse(trace, range) else { return false }
    guard let cut = pointer.text.lastIndex(of: "/"), let above = JSONPointer(String(pointer.text[..<cut]))
    else {
      return document.kind(document.root) == .null
    }
    guard let parent = above.value(from: document.root, in: document) else { return false }
    let name = pointer.text[cut...].dropFirst().replacing("~1", with: "/").replacing("~0", with: "~")
    var holds = false
    var place = 0
    document.forEachField(of: parent) { key, value in
      if document.string(key) == name { holds = document.kind(value) == .null }
    }
    document.forEachElement(of: parent) { element in
      if String(place) == name { holds = document.kind(element) == .null }
      place += 1
    }
    return holds
  }

  private static func range(of part: Check.CallPart, _ call: Int, _ trace: Trace) -> ByteRange? {
    let call = trace.toolCalls[call]
    switch part {
    case .argument: return call.arguments
    case .result: return call.result
    }
  }

  private func parse(_ trace: Trace, _ range: ByteRange) -> Bool {
    do throws(JSONError) {
      try parser.parse(trace.text, range, into: &document)
      return true
    } catch {
      return false
    }
  }

  private func value(of node: JSONNode) -> Value {
    var text: [UInt8] = []
    if let range = document.text(node) {
      text = Array(document.strings[range.indices])
    } else {
      document.appendText(of: node, to: &text)
    }
    return Value(kind: document.kind(node), text: text, number: document.number(node))
  }
}

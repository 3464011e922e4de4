internal import JSONBytes
internal import Patterns
internal import Traces

/// What turns must say, with its patterns compiled.
struct ReadyTextRule {
  let role: Role?
  private let matching: Pattern?
  private let notMatching: Pattern?

  init(_ rule: Check.TextRule) {
    role = rule.role
    matching = rule.matching.map(compiled)
    notMatching = rule.notMatching.map(compiled)
  }

  var hasPattern: Bool { matching != nil || notMatching != nil }

  /// What the turns of a stretch that are of the role say.
  func finding(inTurns turns: Range<Int>, of trace: Trace) -> CheckRun.Finding {
    let text = trace.text.span
    var found: Int?
    for index in turns {
      let turn = trace.turns[index]
      if let role, turn.role != role { continue }
      if let notMatching, notMatching.matches(text, turn.text.indices) {
        return CheckRun.Finding(isKept: false, turn: index)
      }
      if found == nil, let matching, matching.matches(text, turn.text.indices) {
        found = index
        if notMatching == nil { break }
      }
    }
    return CheckRun.Finding(isKept: matching == nil || found != nil, turn: found)
  }
}

/// A pattern that was compiled before, when its file was read.
func compiled(_ text: String) -> Pattern {
  do throws(PatternError) {
    return try Pattern(text)
  } catch {
    preconditionFailure("the pattern \(text) was not checked: \(error.reason)")
  }
}

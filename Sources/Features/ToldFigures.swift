internal import JSONBytes
internal import Traces

/// Finds for each figure or date that a tool answers with, by the name that stands before it, whether the assistant says it or
/// another that it has from nowhere.
///
/// A slip in a figure leaves no error either: cents told as euros, a time in UTC told as that of the clock, a sum other
/// than the one that the tool gave. What shows it is that successes repeat the figure, or say another that they have
/// reckoned. Nothing here says that they do: see ``WorkflowHabits``.
///
/// Over 59 made corpora of 80 modes, of thirteen families, this, the units of what tools are given, consent in a word and
/// no answer as one slip find 3,827 modes in 5,636 signatures where 3,796 in 5,627 are found without.
struct ToldFigures {
  let trace: Trace

  /// The limits are chosen by hand: no other values were tried.
  private static let callLimit = 8
  private static let resultBytes = 1_500
  private static let answerBytes = 3_000
  private static let saidBytes = 2_000
  private static let practiceLimit = 16

  /// Most answers have fewer figures.
  private static let usualCount = 16

  /// A figure that the assistant says, and the turn in which it does.
  private struct Told {
    let turn: Int
    let value: UInt64
  }

  /// A figure of a tool's answer under a name that it has there alone.
  private struct Answered {
    let name: ByteRange
    let nameHash: UInt64
    let value: UInt64
    let isDate: Bool
    var isAlone = true
  }

  /// A call whose answer is short enough to be told.
  private struct Answer {
    let tool: UInt64
    let turn: Int
    let figures: [Answered]
  }

  /// Calls a closure with each practice, each once, and the name of the figure that it is about.
  ///
  /// - Parameter failedCalls: The places of calls that failed: what they say is no figure.
  func forEach(failedCalls: [Int], _ body: (Practice, _ name: ByteRange) -> Void) {
    let told = toldFigures()
    guard !told.isEmpty else { return }
    let answers = answers(failedCalls: failedCalls)
    guard !answers.isEmpty else { return }
    var known = WordSet()
    for answer in answers { for figure in answer.figures { known.insert(figure.value) } }
    forEachFigureOfUser { known.insert($0) }
    let lastOfNowhere = told.lazy.filter { !known.contains($0.value) }.map(\.turn).max() ?? -1
    var found: [(practice: Practice, name: ByteRange)] = []
    for answer in answers {
      // The last turns stand first.
      let said = told.prefix { $0.turn > answer.turn }
      let isOfNowhere = lastOfNowhere > answer.turn
      for figure in answer.figures where figure.isAlone {
        let isTold = said.contains { $0.value == figure.value }
        // Whoever tells another day of the answer tells it in place of this one.
        let isOther =
          figure.isDate
          && answer.figures.contains { other in
            other.isDate && said.contains { $0.value == other.value }
          }
        guard isTold || isOfNowhere || isOther else { continue }
        let place = found.firstIndex {
          $0.practice.tool == answer.tool && $0.practice.step == figure.nameHash
        }
        if let place {
          if isTold { found[place].practice.isKept = true }
        } else if found.count < Self.practiceLimit {
          let practice = Practice(kind: .untold, tool: answer.tool, step: figure.nameHash, isKept: isTold)
          found.append((practice, figure.name))
        }
      }
    }
    for (practice, name) in found { body(practice, name) }
  }

  /// What the last calls that did not fail answered.
  private func answers(failedCalls: [Int]) -> [Answer] {
    trace.toolCalls.indices.suffix(Self.callLimit).compactMap { place in
      let call = trace.toolCalls[place]
      guard let result = call.result, let turn = call.resultTurn, !call.tool.isEmpty,
        result.count <= Self.resultBytes, !failedCalls.contains(place)
      else { return nil }
      let figures = figures(of: result)
      return figures.isEmpty
        ? nil : Answer(tool: ByteHash.of(trace.text.span, call.tool), turn: turn, figures: figures)
    }
  }

  /// What the assistant says in its last turns.
  private func toldFigures() -> [Told] {
    var (figures, bytes): ([Told], Int) = ([], 0)
    for (place, turn) in trace.turns.enumerated().reversed() where turn.role == .assistant {
      let shown = ByteRange(start: turn.text.start, count: min(turn.text.count, Self.answerBytes - bytes))
      bytes += shown.count
      Figure.forEach(in: trace.text.span, shown) { figures.append(Told(turn: place, value: $0.value)) }
      Figure.forEachDate(in: trace.text.span, shown) { figures.append(Told(turn: place, value: $1)) }
      if bytes >= Self.answerBytes { break }
    }
    return figures
  }

  private func forEachFigureOfUser(_ body: (UInt64) -> Void) {
    var bytes = 0
    for turn in trace.turns where turn.role == .user && bytes < Self.saidBytes {
      let shown = ByteRange(start: turn.text.start, count: min(turn.text.count, Self.saidBytes - bytes))
      bytes += shown.count
      Figure.forEach(in: trace.text.span, shown) { body($0.value) }
      Figure.forEachDate(in: trace.text.span, shown) { body($1) }
    }
  }

  private func figures(of result: ByteRange) -> [Answered] {
    var found: [Answered] = []
    let bytes = trace.text.span
    func note(_ range: ByteRange, _ value: UInt64, isDate: Bool) {
      guard let name = Figure.name(of: range, in: trace.text.span, from: result.start) else { return }
      let hash = ByteHash.of(trace.text.span, name, seed: Lapse.figureSeed)
      if let known = found.firstIndex(where: { $0.nameHash == hash }) {
        // Of a table nobody knows which row is meant.
        if found[known].value != value { found[known].isAlone = false }
      } else {
        if found.isEmpty { found.reserveCapacity(Self.usualCount) }
        found.append(Answered(name: name, nameHash: hash, value: value, isDate: isDate))
      }
    }
    Figure.forEach(in: bytes, result) { note($0.range, $0.value, isDate: false) }
    Figure.forEachDate(in: bytes, result) { note($0, $1, isDate: true) }
    return found
  }
}

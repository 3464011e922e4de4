internal import JSONBytes
internal import Traces

/// Whether the assistant tells a figure behind the last answer of a tool that stands nowhere before: in no answer, no
/// turn of the user, nothing that a tool was given.
///
/// A figure that is made up or misread leaves no error. Nothing here says that successes tell none: an agent that
/// reckons tells new figures whenever it does well. See ``WorkflowHabits``.
struct UnfoundedFigures {
  let trace: Trace

  /// The limits are chosen by hand: no other values were tried.
  private static let toldBytes = 3_000
  private static let figureLimit = 32

  /// In longer traces no figure is looked for, and where the assistant says one so often it is no news.
  private static let (searchedBytes, hitLimit) = (1 << 20, 64)

  /// Fewer digits stand anywhere by chance, or count what is listed.
  private static let fewestDigits = 3

  /// Figures that differ by less are one: two roundings to a hundredth, in the unit of the figures.
  private static let tolerance = 0.02

  /// A figure that is told, as it is written and in digits alone.
  private struct Told {
    let range: ByteRange
    let text: [UInt8]
    let number: Decimals
  }

  /// The practice of telling only what is founded, at the tool that answered last; `nil` where no figure is told.
  func practice() -> Practice? {
    guard let call = trace.toolCalls.last(where: { $0.result != nil && !$0.tool.isEmpty }),
      let answered = call.resultTurn
    else { return nil }
    let told = told(after: answered)
    guard let last = told.last, last.range.end <= Self.searchedBytes else { return nil }
    let isKept = told.enumerated().allSatisfy { place, figure in
      isFounded(figure) || isReckoned(figure, from: told, at: place)
    }
    return Practice(
      kind: .unfounded, tool: ByteHash.of(trace.text.span, call.tool), step: Lapse.anyFigure, isKept: isKept)
  }

  private func told(after answered: Int) -> [Told] {
    var (found, bytes): ([Told], Int) = ([], 0)
    for turn in trace.turns[(answered + 1)...] where turn.role == .assistant && bytes < Self.toldBytes {
      let shown = ByteRange(start: turn.text.start, count: min(turn.text.count, Self.toldBytes - bytes))
      bytes += shown.count
      Figure.forEach(in: trace.text.span, shown) { figure in
        let text = Array(trace.text[figure.range.indices])
        guard found.count < Self.figureLimit, let number = Decimals(text),
          number.digits.count >= Self.fewestDigits, !number.isYear
        else { return }
        found.append(Told(range: figure.range, text: text, number: number))
      }
    }
    return found
  }

  /// Whether a figure stands before what is told, as it is or written or rounded otherwise.
  private func isFounded(_ figure: Told) -> Bool {
    if stands(figure.text, before: figure.range.start) { return true }
    return figure.number.forms.contains { stands($0, before: figure.range.start) }
      || figure.number.formsBelow.contains { stands($0, before: figure.range.start, roundedUp: true) }
  }

  /// Whether digits stand somewhere before a place where a number begins, but not where the assistant says them.
  ///
  /// - Parameter roundedUp: Whether a digit must follow that is rounded up.
  private func stands(_ digits: [UInt8], before end: Int, roundedUp: Bool = false) -> Bool {
    let bytes = trace.text.span
    var (start, hitCount) = (0, 0)
    while start < end,
      let place = unsafe bytes.bytes.firstPosition(
        of: digits, in: ByteRange(start: start, count: end - start))
    {
      start = place + 1
      if place > 0, ErrorPhraseIndex.isDigit(bytes[place - 1]) { continue }
      if roundedUp {
        var next = place + digits.count
        if next < end, bytes[next] == UInt8(ascii: ".") { next += 1 }
        guard next < end, bytes[next] >= UInt8(ascii: "5"), bytes[next] <= UInt8(ascii: "9") else { continue }
      }
      hitCount += 1
      if hitCount > Self.hitLimit || !isSaidByAssistant(place) { return true }
    }
    return false
  }

  private func isSaidByAssistant(_ place: Int) -> Bool {
    trace.turns.contains { $0.role == .assistant && $0.text.start <= place && place < $0.text.end }
  }

  /// Whether a figure is the sum of those right before it, or the sum, the difference or the product of two that are told.
  private func isReckoned(_ figure: Told, from told: [Told], at place: Int) -> Bool {
    let (value, least) = (figure.number.value, Self.tolerance)
    var sum = 0.0
    for (count, other) in told[..<place].reversed().enumerated() {
      sum += other.number.value
      if count > 0, abs(sum - value) < least { return true }
    }
    for (first, one) in told.enumerated() where first != place {
      for (second, other) in told.enumerated() where second > first && second != place {
        let (a, b) = (one.number.value, other.number.value)
        if abs(a + b - value) < least || abs(abs(a - b) - value) < least || abs(a * b - value) < least {
          return true
        }
      }
    }
    return false
  }
}

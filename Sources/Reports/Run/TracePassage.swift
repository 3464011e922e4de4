internal import Features
internal import Signatures
internal import Traces

/// The turns of a trace that a reader needs, as a block of plain text: the request, what is around the decisive
/// turns, and how it ended.
struct TracePassage {
  let excerpt: TraceExcerpt
  var size = Size.full

  /// What need not be shown of the request.
  var shared = SharedRequest.none

  private static let width = 78
  private static let indent = 17

  /// How much of a trace is shown.
  struct Size {
    /// The most characters shown of a turn by what it is for the reader; of others fewer.
    let request, decisive, context, argument: Int

    /// The most decisive turns that are shown: the first ones and the last.
    let firstDecisiveCount, lastDecisiveCount: Int

    /// The most turns that are never left out; of a trace with a hundred errors of one kind a few tell all.
    let keyCount: Int

    /// Whether the turns after the decisive ones are shown.
    let hasOutcome: Bool

    /// What one has to read to judge.
    static let full = Size(
      request: 700, decisive: 900, context: 320, argument: 320, firstDecisiveCount: 2, lastDecisiveCount: 4,
      keyCount: 8, hasOutcome: true)

    /// What one has to read to know what the matter is.
    static let brief = Size(
      request: 240, decisive: 300, context: 120, argument: 120, firstDecisiveCount: 1, lastDecisiveCount: 1,
      keyCount: 3, hasOutcome: false)
  }

  /// What is shown of a call without a name.
  private static let unnamed = "(a call; the record does not show its name)"

  /// The most steps that are told of one turn.
  private static let lapseLimit = 3

  /// The passage as a Markdown code block.
  var markdown: String {
    var lines: [String] = []
    let shown = shownIndices
    // Readers are told once for all that system prompts are left out.
    var next = min(shown.first ?? 0, excerpt.turns.firstIndex { $0.role != .system } ?? 0)
    for index in shown {
      lines += gap(index - next)
      lines += self.lines(for: excerpt.turns[index], at: index)
      next = index + 1
    }
    lines += gap(excerpt.turns.count - next)
    if lines.isEmpty { lines = ["(no turns)"] }
    return Markdown.codeBlock(lines.joined(separator: "\n"))
  }

  /// The places of the turns that are shown, in order.
  var shownIndices: [Int] {
    let turns = excerpt.turns
    var shown: Set<Int> = []
    if let request = turns.firstIndex(where: { $0.role == .user }) { shown.insert(request) }
    let decisive = turns.indices.filter { turns[$0].isDecisive }
    let (key, named) = (turns.indices.filter { turns[$0].isKey }, turns.indices.filter { turns[$0].isNamed })
    // In short, what the signature is named by is all there is room for.
    let others = key.isEmpty || size.hasOutcome ? decisive : []
    let kept = Set(others.prefix(size.firstDecisiveCount) + others.suffix(size.lastDecisiveCount))
      .union([key, named].flatMap { $0.prefix(size.keyCount - 1) + $0.suffix(1) })
    for index in kept {
      shown.formUnion(size.hasOutcome ? [index - 1, index, index + 1] : [index - 1, index])
    }
    for index in kept where turns[index].isKey { shown.formUnion(change(before: index)) }
    let endCount = decisive.isEmpty ? (size.hasOutcome ? 4 : 2) : 1
    shown.formUnion(turns.indices.suffix(endCount))
    let isLead: (Int) -> Bool = { turns[$0].role == .system && !turns[$0].isDecisive }
    let sorted = shown.filter { turns.indices.contains($0) && !isLead($0) }.sorted()
    // To say that one turn is left out takes as much room as the turn.
    let between = zip(sorted, sorted.dropFirst()).filter { $1 - $0 == 2 }.map { $0.0 + 1 }
    return (sorted + between.filter { !isLead($0) }).sorted()
  }

  /// The last call before a turn that may have changed something, and what came back; empty where it is far away.
  private func change(before index: Int) -> [Int] {
    let turns = excerpt.turns
    // The call that a result is of goes before it.
    let end = turns[index].role == .tool ? index - 1 : index
    let near = turns.indices.prefix(max(0, end)).suffix(Self.nearCount)
    guard let call = near.last(where: { turns[$0].isChange }) else { return [] }
    return call + 1 < end ? [call, call + 1] : [call]
  }

  /// A call farther away has been talked about.
  private static let nearCount = 6

  private func gap(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [String(repeating: " ", count: Self.indent) + "… \(Figures.count(count, "turn")) left out …"]
  }

  private func lines(for turn: TraceExcerpt.ShownTurn, at index: Int) -> [String] {
    var parts: [String] = []
    let name = turn.speaker.map { "[\(named($0))] " } ?? ""
    let isRequest = excerpt.turns.firstIndex { $0.role == .user } == index
    let own = isRequest ? shared.folded(turn.text.trimmingSpace) : turn.text.trimmingSpace
    let text = Excerpt.middle(of: own, limit: limit(for: turn, at: index))
    if !name.isEmpty || !text.isEmpty { parts.append(name + text) }
    for call in turn.calls {
      parts.append("→ " + shown(call, in: turn))
    }
    if parts.isEmpty { parts.append("(empty)") }
    if let mark = turn.errorMark { parts.append(mark) }
    for lapse in turn.lapses.prefix(Self.lapseLimit) {
      let (tool, step) = (named(lapse.tool), named(lapse.step))
      parts.append("✗ " + SignWording.sentence(for: lapse.kind, tool: tool, step: step))
    }
    let visible = parts.map { VisibleText.visibleLines($0) }
    let body = visible.flatMap { WrappedText.lines($0, width: Self.width - Self.indent) }
    return body.enumerated().map { place, line in
      let lead = place == 0 ? head(of: turn) : String(repeating: " ", count: Self.indent)
      return line.isEmpty && place > 0 ? "" : lead + line
    }
  }

  /// A call with what the tool is given, but not what the turn says just so, nor a command behind its own first word.
  private func shown(_ call: (tool: String, arguments: String), in turn: TraceExcerpt.ShownTurn) -> String {
    let tool = call.tool.isEmpty ? Self.unnamed : named(call.tool)
    let given = call.arguments.trimmingSpace
    let arguments = Excerpt.middle(of: VisibleText.singleLine(given), limit: size.argument)
    guard !given.isEmpty, given.count < Self.leastTold || !turn.text.contains(given) else { return tool }
    let isCommand = given.hasPrefix(call.tool) && given.dropFirst(call.tool.count).first?.isWhitespace ?? true
    return isCommand && !call.tool.isEmpty ? arguments : "\(tool) \(arguments)"
  }

  /// Fewer characters stand anywhere.
  private static let leastTold = 6

  /// A name on one line; one that is longer than arguments may be is cut as they are.
  private func named(_ name: String) -> String {
    Excerpt.middle(of: VisibleText.singleLine(name), limit: size.argument)
  }

  /// The mark of a decisive turn, the number and the role, as wide as the indent.
  private func head(of turn: TraceExcerpt.ShownTurn) -> String {
    let number = String(turn.number)
    let space = String(repeating: " ", count: max(0, 4 - number.count))
    let head = "\(turn.isDecisive ? "▶" : " ")\(space)\(number) \(turn.role.name)"
    return head + String(repeating: " ", count: max(1, Self.indent - head.count))
  }

  private func limit(for turn: TraceExcerpt.ShownTurn, at index: Int) -> Int {
    if turn.isDecisive || turn.error != nil { return size.decisive }
    return excerpt.turns.firstIndex { $0.role == .user } == index ? size.request : size.context
  }
}

extension String {
  /// The text without spaces and line breaks at its ends.
  var trimmingSpace: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    guard let last = lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(self[...last].drop(while: isSpace))
  }
}

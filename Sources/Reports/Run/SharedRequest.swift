import Traces

/// What the first turns of the user begin and end with in all of some traces: a prompt that tells nothing of any of
/// them.
struct SharedRequest {
  /// In characters.
  private let lead: Int
  private let tail: Int

  /// Nothing is shared.
  static let none = SharedRequest(lead: 0, tail: 0)

  private init(lead: Int, tail: Int) { (self.lead, self.tail) = (lead, tail) }

  init(_ excerpts: [TraceExcerpt]) {
    // A trace may be shown for two reasons.
    var texts: [String: [Character]] = [:]
    for excerpt in excerpts {
      guard let turn = excerpt.turns.first(where: { $0.role == .user }) else { continue }
      texts["\(excerpt.path):\(excerpt.offset)"] = Array(turn.text.trimmingSpace)
    }
    let all = texts.sorted { $0.key < $1.key }.map(\.value)
    guard all.count > 1, let first = all.first, !all.dropFirst().allSatisfy({ $0 == first }) else {
      self = .none
      return
    }
    let lead = all.dropFirst().reduce(first.count) { Self.sharedCount($1, first, limit: $0) }
    let reversed = all.map { Array($0.dropFirst(lead).reversed()) }
    let tail = reversed.dropFirst().reduce(reversed[0].count) { Self.sharedCount($1, reversed[0], limit: $0) }
    // Back to the beginning of a line, and on to the end of one.
    let wholeLead = (first.prefix(lead).lastIndex { $0.isNewline }).map { $0 + 1 } ?? 0
    let wholeTail = (reversed[0].prefix(tail).lastIndex { $0.isNewline }).map { $0 + 1 } ?? 0
    self.init(
      lead: wholeLead >= Self.leastCount ? wholeLead : 0, tail: wholeTail >= Self.leastCount ? wholeTail : 0)
  }

  private static func sharedCount(_ one: [Character], _ other: [Character], limit: Int) -> Int {
    zip(one, other).prefix(limit).prefix { $0 == $1 }.count
  }

  /// To say that less is left out takes as much room.
  private static let leastCount = 120

  /// A request without what is shared, but for a note on how much that is.
  func folded(_ text: String) -> String {
    guard lead + tail > 0, text.count >= lead + tail else { return text }
    let note = { (count: Int, verb: String) in
      "[\(Figures.count(count)) characters that all of these \(verb) with]"
    }
    let own = String(text.dropFirst(lead).dropLast(tail)).trimmingSpace
    return (lead > 0 ? [note(lead, "begin")] : []).joined() + (lead > 0 ? "\n" : "") + own
      + (tail > 0 ? "\n" + note(tail, "end") : "")
  }
}

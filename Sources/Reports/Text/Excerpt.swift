/// Shortens long text for people, never within a character.
package enum Excerpt {
  /// The sign for what is left out.
  static let mark = "…"

  /// The start of a text, at most so many characters with one mark at its end.
  package static func start(of text: String, limit: Int) -> String {
    guard let cut = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      cut < text.endIndex
    else { return text }
    guard limit > 0 else { return "" }
    let kept = text.prefix(limit - 1)
    // Where the text has a mark of its own, or breaks off between words, a second sign would say nothing more.
    let end = kept.lastIndex { !$0.isWhitespace && String($0) != mark }
    return (end.map { kept[...$0] } ?? "") + mark
  }

  /// The start of a text, where a quotation that is cut is closed again, or left out where hardly a word of it is left.
  package static func startOfQuoting(_ text: String, limit: Int) -> String {
    guard text.utf8.count > limit, text.count > limit else { return text }
    let cut = start(of: text, limit: limit - 1)
    guard let opening = cut.lastIndex(of: "“"), !cut[opening...].contains("”") else {
      return start(of: text, limit: limit)
    }
    if cut.distance(from: opening, to: cut.endIndex) >= leastQuoted { return cut + "”" }
    let before = cut[..<opening]
    let clause = before.lastIndex(of: ";").map { before[..<$0] } ?? before
    let end = clause.lastIndex { !$0.isWhitespace && $0 != ":" && $0 != "," }
    return (end.map { String(clause[...$0]) } ?? "") + mark
  }

  /// Less of a quotation says nothing, in characters.
  private static let leastQuoted = 16

  /// The end of a text, at most so many characters with the mark at its start.
  package static func end(of text: String, limit: Int) -> String {
    guard text.count > limit else { return text }
    return limit > 0 ? mark + text.suffix(limit - 1) : ""
  }

  /// The start and the end of a text, with the number of characters left out between them.
  ///
  /// - Parameter limit: The most characters kept, not counting the note on what is left out.
  package static func middle(of text: String, limit: Int) -> String {
    // A text has no more characters than bytes, so that short ones need not be counted.
    guard text.utf8.count > limit else { return text }
    let head = max(0, limit * 2 / 3)
    let tail = max(0, limit - head)
    // In ASCII without line breaks of two signs, bytes are characters.
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
      return joined(
        Substring(text.utf8.prefix(head)), text.utf8.count - head - tail, Substring(text.utf8.suffix(tail)))
    }
    let count = text.count
    return count > limit ? joined(text.prefix(head), count - head - tail, text.suffix(tail)) : text
  }

  private static func joined(_ head: Substring, _ leftOut: Int, _ tail: Substring) -> String {
    "\(head) \(mark)[\(leftOut) characters left out]\(mark) \(tail)"
  }

  /// The text around a place, with marks where it was cut.
  ///
  /// - Parameters:
  ///   - range: The place, such as a match.
  ///   - limit: The most characters kept.
  package static func around(_ range: Range<String.Index>, of text: String, limit: Int) -> String {
    let inside = text[range]
    let spare = max(0, limit - inside.count)
    let start =
      text.index(range.lowerBound, offsetBy: -(spare / 2), limitedBy: text.startIndex) ?? text.startIndex
    let end =
      text.index(range.upperBound, offsetBy: spare - spare / 2, limitedBy: text.endIndex) ?? text.endIndex
    let kept = text[start..<end].prefix(limit)
    return (start > text.startIndex ? mark : "") + kept + (kept.endIndex < text.endIndex ? mark : "")
  }
}

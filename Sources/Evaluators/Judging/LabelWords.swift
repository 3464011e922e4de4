internal import Labels

/// Which label of a scale a word stands for.
///
/// In this order: the label itself, as written or in other case, with `_`, `-` or a space between its words; of labels
/// that are numbers the same number, also as `4/5` or `4 out of 5` where 5 is the last label; on a scale of two labels
/// that mean pass and fail, the other words for them: pass, passed, yes, true, up, good, correct, ok, success, 1, and
/// fail, failed, no, false, down, bad, incorrect, wrong, failure, 0. Anything else stands for none.
struct LabelWords {
  private let scale: LabelScale
  private let plainLabels: [String]

  /// Whether the labels mean pass and fail, by position; empty where they do not.
  private let meanings: [Bool]

  init(_ scale: LabelScale) {
    self.scale = scale
    plainLabels = scale.labels.map { Self.plain($0) }
    let meanings = scale.labels.compactMap { Self.meaning(of: $0) }
    self.meanings = scale.labels.count == 2 && Set(meanings).count == 2 ? meanings : []
  }

  /// The position of the label that a text stands for, nothing but markup around it.
  func position(of text: String) -> Int? {
    let bare = text.bare
    if let exact = scale.labels.firstIndex(of: bare) { return exact }
    let plain = Self.plain(bare)
    let alike = plainLabels.indices.filter { plainLabels[$0] == plain }
    if alike.count == 1 { return alike[0] }
    guard alike.isEmpty else { return nil }
    if let number = number(in: plain) { return number }
    guard let meaning = Self.meaning(of: plain) else { return nil }
    return meanings.firstIndex(of: meaning)
  }

  /// The position of the label that a text begins with, words of explanation behind it.
  ///
  /// The explanation has to be set off by a mark and must name no other label.
  func position(beginning text: String) -> Int? {
    if let whole = position(of: text) { return whole }
    let bare = text.bare
    guard let end = Self.endOfLabel(in: bare), let found = position(of: String(bare[..<end])) else {
      return nil
    }
    let rest = Self.words(of: String(bare[end...]))
    let names = plainLabels.indices.filter { $0 != found && Self.words(of: plainLabels[$0]).count == 1 }
    return names.contains { rest.contains(plainLabels[$0]) } ? nil : found
  }

  /// The position of a label that is a number, `4`, `4.0`, `4/5` or `4 out of 5`.
  private func number(in plain: String) -> Int? {
    var digits = plain
    for mark in ["/", " out of "] {
      guard let range = plain.firstRange(of: mark) else { continue }
      guard plain[range.upperBound...].bare == plainLabels.last else { return nil }
      digits = plain[..<range.lowerBound].bare
    }
    guard let value = LabelScale.number(digits) else { return nil }
    return scale.labels.firstIndex { LabelScale.number($0) == value }
  }

  /// Where an explanation is set off: at a bracket, a dash, or a stop with a space behind it.
  private static func endOfLabel(in text: String) -> String.Index? {
    text.indices.first { place in
      let next = text.index(after: place)
      let endsWord = next == text.endIndex || text[next].isWhitespace
      let followsSpace = place > text.startIndex && text[text.index(before: place)].isWhitespace
      return switch text[place] {
      case "(", "—", "–", "\n": true
      case ",", ";", ":", ".": endsWord
      case "-": endsWord && followsSpace
      default: false
      }
    }
  }

  private static func meaning(of word: String) -> Bool? {
    if let number = LabelScale.number(word) { return number == 1 ? true : number == 0 ? false : nil }
    return PassRule().passes(word, score: nil, isStars: false)
  }

  /// In small letters, words parted by one space; a number as it is, with its sign.
  private static func plain(_ text: String) -> String {
    guard LabelScale.number(text) == nil else { return text }
    return text.lowercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: " ")
  }

  private static func words(of text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}

extension StringProtocol {
  /// The text without spaces, quotes, marks of Markdown and stops around it.
  var bare: String {
    let marks = "\"'`*_#.,;:!“”‘’()[]{}>"
    let isMark = { (character: Character) in character.isWhitespace || marks.contains(character) }
    guard let first = firstIndex(where: { !isMark($0) }), let last = lastIndex(where: { !isMark($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}

/// Tells words that say something from the crumbs of sentences.
package enum TellingWords {
  /// A word or two without those of grammar at their ends; `nil` where nothing that tells is left.
  package static func core(of words: String) -> String? {
    let bytes = Array(words.utf8)
    // Most words are of ASCII, where bytes are characters.
    return bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? core(ofASCII: bytes) : core(ofCharacters: words)
  }

  private static func core(ofASCII words: [UInt8]) -> String? {
    var parts = words.split(separator: 0x20)[...]
    while let first = parts.first, isCrumb(ofASCII: first) { parts.removeFirst() }
    while let last = parts.last, isCrumb(ofASCII: last) || negations.contains(lowercased(last)) {
      parts.removeLast()
    }
    guard parts.contains(where: { $0.count > shortBytes }) else { return nil }
    let core = Array(parts.joined(separator: [0x20]))
    return core.lastIndex { !stopBytes.contains($0) }.map { String(decoding: core[...$0], as: UTF8.self) }
  }

  private static func isCrumb(ofASCII word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, let last = word.last else { return true }
    return closingBytes.contains(first) || openingBytes.contains(last) || word.contains(UInt8(ascii: "\\"))
      || grammar.contains(lowercased(word))
  }

  private static func lowercased(_ word: ArraySlice<UInt8>) -> String {
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return String(decoding: word.map { letters.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static let closingBytes = Array("'\")]".utf8)
  private static let openingBytes = Array("'\"([".utf8)
  private static let stopBytes = Array(",.;:!?".utf8)

  static func core(ofCharacters words: String) -> String? {
    var parts = words.split(separator: " ")[...]
    while let first = parts.first, isCrumb(first) { parts.removeFirst() }
    while let last = parts.last, isCrumb(last) || negations.contains(last.lowercased()) { parts.removeLast() }
    guard parts.contains(where: { $0.utf8.count > shortBytes }) else { return nil }
    let core = parts.joined(separator: " ")
    return core.lastIndex { !stops.contains($0) }.map { String(core[...$0]) }
  }

  /// So short a word of Latin letters says nothing by itself.
  private static let shortBytes = 3

  /// Whether a word is one of grammar, or was cut off at a quotation mark, a bracket or a backslash.
  package static func isCrumb(_ word: Substring) -> Bool {
    guard let first = word.first, let last = word.last else { return true }
    if closing.contains(first) || opening.contains(last) || word.contains("\\") { return true }
    let plain = word.lowercased()
    return grammar.contains(plain.contains("’") ? plain.replacing("’", with: "'") : plain)
  }

  private static let closing: Set<Character> = ["'", "’", "\"", ")", "]"]
  private static let stops: Set<Character> = [",", ".", ";", ":", "!", "?"]
  private static let opening: Set<Character> = ["'", "’", "\"", "(", "["]

  /// They turn the meaning of what follows.
  private static let negations: Set<String> = ["no", "not", "never", "nor"]

  /// Words of English grammar, which say nothing by themselves.
  private static let grammar: Set<String> = [
    "a", "about", "after", "again", "all", "also", "am", "an", "and", "another", "any", "are", "as", "at",
    "be",
    "because", "been", "before", "being", "between", "both", "but", "by", "can", "can't", "cannot", "could",
    "couldn't", "did", "didn't", "do", "does", "doesn't", "don't", "each", "every", "for", "from", "had",
    "has",
    "have", "haven't", "having", "he", "her", "here", "here's", "him", "his", "how", "i", "i'll", "i'm",
    "i've", "if",
    "in", "into", "is", "isn't", "it", "it's", "its", "just", "let's", "like", "made", "make", "many", "may",
    "me",
    "more", "most", "much", "must", "my", "of", "on", "only", "or", "other", "our", "over", "please", "same",
    "shall",
    "she", "should", "so", "some", "such", "than", "that", "that's", "the", "their", "them", "then", "there",
    "there's",
    "these", "they", "this", "those", "through", "to", "until", "up", "upon", "us", "very", "was", "wasn't",
    "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "within", "without", "won't",
    "would",
    "you", "you'll", "you're", "your",
  ]
}

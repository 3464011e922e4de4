internal import Features
internal import Signatures
internal import Traces

extension TraceExcerpt {
  /// The language of what the user asks and the assistant first says; `nil` where it does not show.
  var language: Language? {
    let asked = turns.first { $0.role == .user }
    let answered = turns.first { $0.role == .assistant && !$0.text.isEmpty }
    let texts = [asked, answered].compactMap { $0?.text.prefix(Self.shownCount) }
    return Language.of(texts.joined(separator: " "))
  }

  /// In characters of each of the two.
  private static let shownCount = 200
}

extension RunReport {
  /// The language of most of the traces that are shown, of equals the first by name; `nil` where none shows.
  var mainLanguage: Language? {
    var counts: [Language: Int] = [:]
    for excerpt in signatures.flatMap({ excerpts[$0.id] ?? [] }) {
      if let language = excerpt.language { counts[language, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }
}

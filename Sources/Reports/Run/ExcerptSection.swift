internal import Features
internal import Signatures
internal import Traces

/// The representatives of a signature, as a reader needs them.
struct ExcerptSection {
  let excerpts: [TraceExcerpt]

  /// The language of most traces of the run; `nil` where that is not known.
  var language: Language?

  var markdown: String {
    guard !excerpts.isEmpty else { return "" }
    var parts = [
      "## Traces to read",
      Prose.paragraph(Self.legend),
    ]
    let shared = SharedRequest(excerpts)
    let brief = self.brief
    var shown: Set<String> = []
    for (index, excerpt) in excerpts.enumerated() {
      let isNew = shown.insert("\(excerpt.path):\(excerpt.offset)").inserted
      let passage = whole(index, shared)
      let isToldInShort = index == brief?.index
      let isAbove = !isNew || isToldInShort && passage == brief?.markdown
      let title =
        "\(index + 1). \(Self.title(of: excerpt))\(isToldInShort && !isAbove ? ", at more length" : "")"
      // Who has read one in short knows whether to read on.
      let body = [Self.origin(of: excerpt), isAbove ? "Shown above." : passage]
      parts.append(Prose.fold(title, Prose.page(body)))
    }
    return Prose.page(parts)
  }

  /// The most typical trace in a few lines, for who wants to know at once what the matter is.
  var briefMarkdown: String {
    guard let brief else { return "" }
    return Prose.page(["## In short", brief.markdown, "Clear enough? [Your verdict](#your-verdict)."])
  }

  /// The first trace that shows what the signature is named by, in a few lines; `nil` where there is no trace.
  ///
  /// Where none does it is the first in the language of most, or else the first.
  private var brief: (index: Int, markdown: String)? {
    guard !excerpts.isEmpty else { return nil }
    let index =
      excerpts.firstIndex(where: \.showsName)
      ?? language.flatMap { language in excerpts.firstIndex { $0.language == language } } ?? 0
    let shared = SharedRequest(excerpts)
    let short = TracePassage(excerpt: excerpts[index], size: .brief, shared: shared).markdown
    let whole = whole(index, shared)
    let isNearlyAll = Double(short.utf8.count) >= Self.nearlyAll * Double(whole.utf8.count)
    return (index, isNearlyAll ? whole : short)
  }

  /// Who has read so much of a passage reads the rest of it at once rather than all of it again.
  private static let nearlyAll = 0.75

  /// The passage of a trace, of which the first shows once what all share.
  private func whole(_ index: Int, _ shared: SharedRequest) -> String {
    TracePassage(excerpt: excerpts[index], shared: index == 0 ? .none : shared).markdown
  }

  /// How to read the traces.
  static let legend = """
    Turns marked ▶ are the decisive ones, lines marked ✗ are failed tool calls and steps
    that were not made. System prompts and turns that tell
    nothing are left out, long texts are shortened.
    """

  private static func title(of excerpt: TraceExcerpt) -> String {
    excerpt.representative?.words.capitalizedFirst ?? "Trace"
  }

  /// Which trace it is and where it stands.
  static func origin(of excerpt: TraceExcerpt) -> String {
    var parts = ["Trace \(Markdown.code(excerpt.traceID))", "outcome \(excerpt.outcome.name)"]
    if let agent = excerpt.agent { parts.append("agent \(Markdown.code(agent))") }
    if let seconds = excerpt.startedAt, let day = CalendarDay(ofSeconds: seconds) {
      let minute = Int((seconds - Double(day.number) * 86_400) / 60)
      let (hours, minutes) = (minute / 60, minute % 60)
      parts.append("\(day.text) \(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes) UTC")
    }
    parts.append("\(Markdown.code(excerpt.path)) line \(excerpt.line)")
    return Prose.paragraph(parts.joined(separator: " · "))
  }
}

internal import Features
internal import Signatures
internal import Traces

/// The representatives of a signature, as a reader needs them.
struct ExcerptSection {
  let excerpts: [TraceExcerpt]

  var markdown: String {
    guard !excerpts.isEmpty else { return "" }
    var parts = [
      "## Traces to read",
      Prose.paragraph(Self.legend),
    ]
    let shared = SharedRequest(excerpts)
    var shown: Set<String> = []
    for (index, excerpt) in excerpts.enumerated() {
      let isNew = shown.insert("\(excerpt.path):\(excerpt.offset)").inserted
      let title = "\(index + 1). \(Self.title(of: excerpt))"
      // The first shows once what all share.
      let passage = TracePassage(excerpt: excerpt, shared: index == 0 ? .none : shared)
      let body = [Self.origin(of: excerpt), isNew ? passage.markdown : "Shown above."]
      // Who has read the first knows whether to read on.
      parts += index == 0 ? ["### " + title] + body : [Prose.fold(title, Prose.page(body))]
    }
    return Prose.page(parts)
  }

  /// The most typical trace in a few lines, for who wants to know at once what the matter is.
  var briefMarkdown: String {
    guard let excerpt = excerpts.first else { return "" }
    return Prose.page([
      "## In short", TracePassage(excerpt: excerpt, size: .brief, shared: SharedRequest(excerpts)).markdown,
      "Clear enough? [Your verdict](#your-verdict).",
    ])
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

  /// Which trace it is and where it stands, in a line.
  static func origin(of excerpt: TraceExcerpt) -> String {
    var parts = ["Trace \(Markdown.code(excerpt.traceID))", "outcome \(excerpt.outcome.name)"]
    if let agent = excerpt.agent { parts.append("agent \(Markdown.code(agent))") }
    if let seconds = excerpt.startedAt, let day = CalendarDay(ofSeconds: seconds) {
      let minute = Int((seconds - Double(day.number) * 86_400) / 60)
      let (hours, minutes) = (minute / 60, minute % 60)
      parts.append("\(day.text) \(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes) UTC")
    }
    parts.append("\(Markdown.code(excerpt.path)) line \(excerpt.line)")
    return parts.joined(separator: " · ")
  }
}

internal import Signatures

/// The random lane: traces drawn by lot from all that were mined, as far as no other page shows them.
struct LanePage {
  static let path = "drawn-by-lot.md"

  let report: RunReport

  /// `nil` where every trace of the lane stands on another page.
  var markdown: String? {
    guard !report.laneSample.isEmpty else { return nil }
    return Prose.page(
      [
        "# Drawn by lot from all \(report.noun)", "[All signatures](README.md)", Prose.paragraph(lead),
        Prose.paragraph(ExcerptSection.legend),
      ] + passages + [ReviewForm(signature: nil, items: ReviewItem.itemsOfLane(in: report)).markdown])
  }

  private var lead: String {
    let draw = report.laneSample[0].excerpt.representative?.draw
    let chance = Figures.percent(draw?.laneProbability)
    return """
      Each of the \(Figures.count(report.minedCount)) \(report.noun) had a chance of \(chance) to be here, whatever its
      signature, so that labels of these tell of all without a choice of ours. Those that another page shows already
      are left out. The form marks them as *lane*: the order in which they were drawn, of which any first part is a
      sample of all.
      """
  }

  private var passages: [String] {
    report.laneSample.enumerated().flatMap { index, drawn in
      let title = "## \(index + 1). Trace \(Markdown.inline(drawn.excerpt.traceID))"
      let place =
        drawn.signatureID.map { "Belongs to [\($0)](signatures/\($0).md)." } ?? "Belongs to no signature."
      return [
        title, place, ExcerptSection.origin(of: drawn.excerpt), TracePassage(excerpt: drawn.excerpt).markdown,
      ]
    }
  }
}

internal import Features
internal import Signatures
internal import Threads
internal import Traces

extension RunReport {
  /// The files of the report, none of them written yet.
  ///
  /// - Parameters:
  ///   - redacting: Whether personal data is masked in every text that comes from traces.
  ///   - threadCount: How many signatures are worked on at a time; it changes no page.
  package func pages(redacting: Bool, threadCount: Int = 1) -> [Page] {
    let report = redacting ? ordered().redacted(threadCount: threadCount) : ordered()
    let span = DayTrend.span(of: report.signatures)
    let language = report.mainLanguage
    let blocks = Blocks(itemCount: report.signatures.count, size: 1)
    let parts = blocks.concurrentMap(threadCount: threadCount) { block, _ in
      report.part(of: report.signatures[block], span: span, language: language)
    }
    let others = report.otherPages(span: span, threadCount: threadCount)
    let file = QueueFile(report: report)
    let queue = parts.map(\.queue).joined() + file.linesOutside + file.linesOfLane
    let pages = others + [Page(path: "queue.jsonl", text: queue)] + parts.flatMap(\.pages)
    return pages + [Page(path: "manifest.json", text: ManifestFile(report: report, pages: pages).json)]
  }

  /// The pages that are not of one signature.
  private func otherPages(span: ClosedRange<CalendarDay>?, threadCount: Int) -> [Page] {
    Blocks(itemCount: 5, size: 1).concurrentMap(threadCount: threadCount) { page, _ in
      switch page {
      case 0: [Page(path: "assignments.csv", text: AssignmentsFile(assignments: assignments).csv)]
      case 1: [Page(path: "signatures.json", text: SignaturesFile(report: self).json)]
      case 2: overviewPages(span: span)
      case 3:
        [Page(path: "rare-but-severe.md", text: SeverePage(report: self).markdown)]
          + (LanePage(report: self).markdown.map { [Page(path: LanePage.path, text: $0)] } ?? [])
      default:
        [Page(path: "rejections.md", text: RejectionPage(report: self).markdown)]
      }
    }.flatMap { $0 }
  }

  private func overviewPages(span: ClosedRange<CalendarDay>?) -> [Page] {
    let overview = RunPage(report: self, span: span)
    let picture = overview.picture.map { [Page(path: RunPage.picturePath, text: $0)] } ?? []
    return [Page(path: "README.md", text: overview.markdown)] + picture
  }

  /// The pages of a signature and its lines of the queue.
  private func part(of signature: Signature, span: ClosedRange<CalendarDay>?, language: Language?) -> (
    pages: [Page], queue: String
  ) {
    let page = SignaturePage(signature: signature, report: self, span: span, language: language)
    let picture = page.picture.map { [Page(path: page.picturePath, text: $0)] } ?? []
    let weeks = page.weekPicture.map { [Page(path: $0.path, text: $0.text)] } ?? []
    return (
      [Page(path: page.path, text: page.markdown)] + picture + weeks,
      QueueFile(report: self).lines(of: signature)
    )
  }
}

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
    let blocks = Blocks(itemCount: report.signatures.count, size: 1)
    let parts = blocks.concurrentMap(threadCount: threadCount) { block, _ in
      report.part(of: report.signatures[block], span: span)
    }
    let overview = RunPage(report: report, span: span)
    let pages = [
      Page(path: "README.md", text: overview.markdown),
      Page(path: "rare-but-severe.md", text: SeverePage(report: report).markdown),
      Page(path: "rejections.md", text: RejectionPage(report: report).markdown),
      Page(path: "signatures.json", text: SignaturesFile(report: report).json),
      Page(path: "assignments.csv", text: AssignmentsFile(assignments: report.assignments).csv),
      Page(path: "queue.jsonl", text: parts.map(\.queue).joined()),
      Page(path: "manifest.json", text: ManifestFile(report: report).json),
    ]
    let picture = overview.picture.map { [Page(path: RunPage.picturePath, text: $0)] } ?? []
    return pages + picture + parts.flatMap(\.pages)
  }

  /// The pages of a signature and its lines of the queue.
  private func part(of signature: Signature, span: ClosedRange<CalendarDay>?) -> (
    pages: [Page], queue: String
  ) {
    let page = SignaturePage(signature: signature, report: self, span: span)
    let picture = page.picture.map { [Page(path: page.picturePath, text: $0)] } ?? []
    let weeks = page.weekPicture.map { [Page(path: $0.path, text: $0.text)] } ?? []
    return (
      [Page(path: page.path, text: page.markdown)] + picture + weeks,
      QueueFile(report: self).lines(of: signature)
    )
  }
}

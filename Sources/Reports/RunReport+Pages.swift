internal import Signatures
internal import Threads

extension RunReport {
  /// The files of the report, none of them written yet.
  ///
  /// - Parameters:
  ///   - redacting: Whether personal data is masked in every text that comes from traces.
  ///   - threadCount: The pages of the signatures are written by so many threads.
  package func pages(redacting: Bool, threadCount: Int = 1) -> [Page] {
    let report = redacting ? ordered().redacted() : ordered()
    let span = DayTrend.span(of: report.signatures)
    var pages = [
      Page(path: "README.md", text: RunPage(report: report, span: span).markdown),
      Page(path: "rare-but-severe.md", text: SeverePage(report: report).markdown),
      Page(path: "rejections.md", text: RejectionPage(report: report).markdown),
      Page(path: "signatures.json", text: SignaturesFile(report: report).json),
      Page(path: "assignments.csv", text: AssignmentsFile(assignments: report.assignments).csv),
      Page(path: "queue.jsonl", text: QueueFile(report: report).lines),
      Page(path: "manifest.json", text: ManifestFile(report: report).json),
    ]
    if let chart = RunPage(report: report, span: span).picture {
      pages.append(Page(path: RunPage.picturePath, text: chart))
    }
    let signatures = report.signatures
    let signaturePages = Blocks(itemCount: signatures.count, size: 1).concurrentMap(threadCount: threadCount)
    { place, _ in
      let page = SignaturePage(signature: signatures[place], report: report, span: span)
      let picture = page.picture.map { Page(path: page.picturePath, text: $0) }
      return [Page(path: page.path, text: page.markdown)] + (picture.map { [$0] } ?? [])
    }
    return pages + signaturePages.joined()
  }
}

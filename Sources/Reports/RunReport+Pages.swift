internal import Signatures

extension RunReport {
  /// The files of the report, none of them written yet.
  ///
  /// - Parameter redacting: Whether personal data is masked in every text that comes from traces.
  package func pages(redacting: Bool) -> [Page] {
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
    for signature in report.signatures {
      let page = SignaturePage(signature: signature, report: report, span: span)
      pages.append(Page(path: page.path, text: page.markdown))
      if let picture = page.picture { pages.append(Page(path: page.picturePath, text: picture)) }
    }
    return pages
  }
}

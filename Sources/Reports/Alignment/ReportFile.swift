/// A file of a report: where it goes, and what is in it.
package struct ReportFile: Sendable, Hashable {
  /// The path within the folder of the report.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// A file of a report, not yet written.
package struct Page: Sendable, Hashable {
  /// Its place within the folder of the report, with `/` between the parts.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// The version of the files that programs read, as `Reports/README.md` describes them.
///
/// Raised with every change of a field's name or meaning; a new field does not raise it.
enum ReportSchema {
  static let version = 1
}

import ArgumentParser

/// Paths that options name: an empty one, such as a variable of the shell that is not set, is no place.
///
/// Put before the name of a file it would lead to the root of all folders.
enum NamedPath {
  /// - Parameters:
  ///   - path: What the option names; `nil` where it was not given.
  ///   - option: The option, such as `--out`.
  ///   - example: A path that it could have named.
  /// - Throws: `ValidationError` for an empty path.
  static func check(_ path: String?, _ option: String, example: String) throws {
    guard path?.isEmpty != true else {
      throw ValidationError("\(option) names nothing; give it a path, such as \(example).")
    }
  }

  /// Checks the place of the outcome in a record; the whole record is none.
  static func check(outcomeField: String?) throws {
    guard outcomeField.map({ !$0.isEmpty && $0 != "/" }) ?? true else {
      throw ValidationError("--outcome-field needs the name of a field, such as metadata.resolved.")
    }
  }

  /// Checks the folder of a report.
  static func check(out: String?, example: String = "Reports/run") throws {
    try check(out, "--out", example: "--out \(example)")
  }

  /// Checks where a workspace is.
  static func check(workspace: String?) throws {
    try check(workspace, "--workspace", example: "--workspace quality")
  }
}

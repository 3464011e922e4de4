import JSONBytes

/// Why a path could not be read or written; the codes are the system's error numbers.
package enum IngestError: Error, Sendable, Hashable {
  /// Nothing is there.
  case missing(path: String)

  /// Something is there that cannot be read.
  case unreadable(path: String, code: Int32)

  /// Something that is no file is there, which may never end, or never begin.
  case noFile(path: String, kind: FileKind)

  /// A path that is not UTF-8, as it is shown: with signs of replacement, so that it leads nowhere.
  case misnamed(path: String)

  /// A compressed file that breaks off.
  case damaged(path: String)

  /// A folder with no file in it that could hold traces.
  case emptyFolder(path: String)

  /// A pattern that no path matches.
  case noMatch(pattern: String)

  /// The text asked for is no longer in the file.
  case changed(path: String)

  /// Standard input is something that never ends, or has no bytes.
  case noInput(kind: FileKind)

  /// Standard input could not be kept for reading text back.
  case unspooled(code: Int32)

  /// What waits to be joined could not be kept in the temporary folder.
  case unspilled(code: Int32)

  /// Something could not be written.
  case unwritable(path: String, code: Int32)

  /// A folder to be replaced that holds other things than an earlier report.
  case foreignFolder(path: String)
}

/// The error number of a call to the system.
struct SystemFailure: Error, Hashable {
  let code: Int32
}

/// Why a stream of bytes ended before its end.
struct StreamFailure: Error, Hashable {
  let reason: RecordProblem.Reason

  init(_ reason: RecordProblem.Reason) {
    self.reason = reason
  }

  init(_ failure: SystemFailure) {
    reason = .unreadable(code: failure.code)
  }
}

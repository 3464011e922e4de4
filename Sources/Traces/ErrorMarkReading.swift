internal import JSONBytes

/// Finds what a tool's message says of a failure beside its text.
enum ErrorMarkReading {
  /// The mark of a message or result part; `nil` if it does not say that the call failed.
  ///
  /// A typed error outweighs a flag, and a flag an exit code.
  static func mark(in node: JSONNode, of document: inout JSONDocument) -> ErrorMark? {
    var isFlagged = false
    var error: JSONNode?
    var exitCode: JSONNode?
    document.forEachField(of: node) { key, value in
      if document.matches(key, "is_error") || document.matches(key, "isError") {
        isFlagged = isFlagged || document.kind(value) == .true
      } else if document.matches(key, "error") {
        error = value
      } else if document.matches(key, "status") {
        isFlagged = isFlagged || document.text(value).map { isFailureWord($0, in: document) } ?? false
      } else if document.matches(key, "success") || document.matches(key, "ok") {
        isFlagged = isFlagged || document.kind(value) == .false
      } else if document.matches(key, "exit_code") || document.matches(key, "returncode")
        || document.matches(key, "exitCode")
      {
        exitCode = value
      } else if document.matches(key, "extra") || document.matches(key, "metadata") {
        exitCode =
          exitCode ?? document.field("returncode", of: value) ?? document.field("exit_code", of: value)
        isFlagged =
          isFlagged || document.field("is_error", of: value).map { document.kind($0) == .true } ?? false
      }
    }
    if let typed = error.flatMap({ mark(ofError: $0, in: &document) }) { return typed }
    if isFlagged { return ErrorMark(provenance: .flag) }
    if let code = exitCode.flatMap({ document.number($0) }), code != 0 {
      return ErrorMark(provenance: .exitCode)
    }
    return nil
  }

  /// The mark of an `error` field: an object with a type, a message, or a truth value.
  private static func mark(ofError node: JSONNode, in document: inout JSONDocument) -> ErrorMark? {
    switch document.kind(node) {
    case .true: return ErrorMark(provenance: .flag)
    case .string:
      guard let text = document.text(node), !text.isEmpty, !isCancellation(text, in: document) else {
        return nil
      }
      return ErrorMark(provenance: .typed, message: text)
    case .object:
      var (type, message): (ByteRange?, ByteRange?)
      for key: StaticString in ["type", "code", "name", "error_type", "kind"] where type == nil {
        type = document.field(key, of: node).flatMap { document.textOrNumber($0) }
      }
      for key: StaticString in ["message", "detail", "reason", "description"] where message == nil {
        message = document.field(key, of: node).flatMap { document.textOrNumber($0) }
      }
      if let message, isCancellation(message, in: document) { return nil }
      return ErrorMark(provenance: .typed, type: type, message: message)
    case .array, .number, .false, .null: return nil
    }
  }

  /// Whether a message is that of work which was called off, as by a limit; the call itself did not fail.
  private static func isCancellation(_ message: ByteRange, in document: JSONDocument) -> Bool {
    let bytes = document.strings[message.indices]
    return bytes.starts(with: "CancelledError(".utf8) || bytes.starts(with: "Cancelled(".utf8)
  }

  private static func isFailureWord(_ range: ByteRange, in document: JSONDocument) -> Bool {
    ["error", "ERROR", "Error", "failed", "failure", "FAILED", "fail"].contains { (word: String) in
      document.string(range) == word
    }
  }
}

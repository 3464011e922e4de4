internal import JSONBytes

/// Finds what a tool's message says of a failure beside its text.
enum ErrorMarkReading {
  /// The mark of a message or result part; `nil` if it does not say that the call failed.
  ///
  /// A typed error outweighs a flag, and a flag an exit code.
  static func mark(in node: JSONNode, of document: inout JSONDocument) -> ErrorMark? {
    var signs = Signs()
    document.forEachField(of: node) { key, value in
      let name = document.value(ofName: key, in: Field.table)
      guard name != 0, let field = Field(rawValue: name) else { return }
      Self.note(field, value, &signs, document)
    }
    if let typed = signs.error.flatMap({ mark(ofError: $0, in: &document) }) { return typed }
    if signs.isFlagged { return ErrorMark(provenance: .flag) }
    if let code = signs.exitCode.flatMap({ document.number($0) }), code != 0 {
      return ErrorMark(provenance: .exitCode)
    }
    return nil
  }

  /// The names of the fields that may hold a mark, in lower case.
  static var names: [String] { Field.entries.map(\.name) }

  /// What was seen in the fields of a message.
  private struct Signs {
    var isFlagged = false
    var error: JSONNode?
    var exitCode: JSONNode?
  }

  /// What the name of a field says of it.
  private enum Field: UInt8 {
    case flag = 1
    case error, status, success, exitCode, extra

    static let table = ByteTable(entries)

    static let entries = [
      ("is_error", flag.rawValue), ("iserror", flag.rawValue), ("error", error.rawValue),
      ("status", status.rawValue), ("success", success.rawValue), ("ok", success.rawValue),
      ("exit_code", exitCode.rawValue), ("returncode", exitCode.rawValue), ("exitcode", exitCode.rawValue),
      ("extra", extra.rawValue), ("metadata", extra.rawValue),
    ].map { (name: $0.0, value: $0.1) }
  }

  private static func note(_ field: Field, _ value: JSONNode, _ signs: inout Signs, _ document: JSONDocument)
  {
    switch field {
    case .flag: if document.kind(value) == .true { signs.isFlagged = true }
    case .error: signs.error = value
    case .status:
      if document.text(value).map({ isFailureWord($0, in: document) }) ?? false { signs.isFlagged = true }
    case .success: if document.kind(value) == .false { signs.isFlagged = true }
    case .exitCode: signs.exitCode = value
    case .extra:
      let code = document.field("returncode", of: value) ?? document.field("exit_code", of: value)
      signs.exitCode = signs.exitCode ?? code
      for key: StaticString in ["is_error", "tool_result_is_error"]
      where document.field(key, of: value).map({ document.kind($0) == .true }) ?? false {
        signs.isFlagged = true
      }
    }
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

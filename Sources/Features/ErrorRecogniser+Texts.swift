internal import JSONBytes
internal import Traces

/// What can be told of a text by how it begins, or of a tool by its name.
extension ErrorRecogniser {
  func holdsTraceback(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    var isFound = false
    Self.traceback.forEachMatch(in: bytes.span, text) { _ in isFound = true }
    return isFound
  }

  private static let traceback = PhraseMatcher(["traceback (most recent call last)"])

  /// Whether a tool is one for logs, by its name: what stands in them failed elsewhere, unless the text begins with it.
  func readsLogs(_ tool: ArraySlice<UInt8>) -> Bool {
    guard Self.logLetters.contains(where: tool.holdsLetters) else { return false }
    let parts = String(decoding: tool, as: UTF8.self).split { !$0.isLetter }.flatMap { part in
      // Words joined by capitals are words, too: `tailLogs`.
      part.reduce(into: [String]()) { words, letter in
        if letter.isUppercase || words.isEmpty { words.append("") }
        words[words.count - 1] += letter.lowercased()
      }
    }
    return parts.contains { ["log", "logs", "journal", "journalctl", "syslog", "dmesg"].contains($0) }
  }

  /// Of each of these words its own letters or some of them.
  private static let logLetters = ["log", "journal", "dmesg"].map { Array($0.utf8) }

  /// Whether a text is lines of a log that a tool or a command was told to read.
  func isLogAskedFor(_ trace: Trace, _ text: ByteRange, _ call: ToolCall) -> Bool {
    guard trace.text[text.indices].contains(UInt8(ascii: "\n")),
      LogErrorLine(bytes: trace.text, text: text).beginsWithTime
    else { return false }
    if readsLogs(trace.text[call.tool.indices]) { return true }
    var isAsked = false
    let arguments = ByteRange(
      start: call.arguments.start, count: min(call.arguments.count, Self.commandLimit))
    Self.logsAskedFor.forEachMatch(in: trace.text.span, arguments) { _ in isAsked = true }
    return isAsked
  }

  private static let commandLimit = 300

  /// How a command names the logs that it reads.
  private static let logsAskedFor = PhraseMatcher([
    "logs", "log", "journalctl", "dmesg", "syslog", "/var/log",
  ])

  /// Whether a tool gives back what others wrote, by its name, and the first sentence of that tells no failure.
  func isSaidInText(_ trace: Trace, _ text: ByteRange, _ call: ToolCall) -> Bool {
    let words = ToolName.words(of: String(decoding: trace.text[call.tool.indices], as: UTF8.self))
    guard
      words.contains(where: Self.reading.contains)
        || words.contains(where: Self.getting.contains) && words.contains(where: Self.writings.contains)
    else { return false }
    let bytes = trace.text.span
    let sentence = ErrorPhraseIndex.firstSentence(bytes, text)
    return sentence.isEmpty || !ErrorPhraseIndex.shared.holdsFailure(bytes, sentence, isShort: true)
  }

  private static let reading: Set<String> = ["browse", "cat", "read", "view", "wikipedia"]
  private static let getting: Set<String> = ["fetch", "get", "list", "load", "open", "show"]

  /// What people write, as tools are called that give it back.
  private static let writings: Set<String> = [
    "article", "chat", "clause", "contract", "conversation", "document", "email", "emails", "faq", "help",
    "mail", "message", "messages", "note", "notes", "page", "policies", "policy", "review", "reviews",
    "rules",
    "runbook", "terms", "thread", "ticket", "tickets", "transcript", "url", "web", "wiki",
  ]

  /// Whether a text begins with an HTTP status of success: `HTTP/1.1 200 OK`.
  func beginsWithSuccess(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    guard bytes[text.start] == UInt8(ascii: "H"), bytes[text.indices].starts(with: "HTTP".utf8) else {
      return false
    }
    let status = bytes[text.indices].prefix(Self.statusLimit).split(separator: 0x20).dropFirst().first
    return status.map { $0.count == 3 && $0.first == UInt8(ascii: "2") } ?? false
  }

  private static let statusLimit = 16

  /// Whether a text begins as JSON does, whole or cut; a mark in brackets before words is none: `[12:04] done`.
  func isStructured(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    let first = bytes[text.start]
    guard first == UInt8(ascii: "[") else { return first == UInt8(ascii: "{") }
    let head = bytes[text.start..<min(text.end, text.start + Self.markLimit)]
    guard let end = head.firstIndex(of: UInt8(ascii: "]")), end + 1 < text.end else { return true }
    let behind = bytes[end + 1..<text.end].first { $0 > 0x20 }
    return behind.map { !ErrorPhraseIndex.isLetter($0) } ?? true
  }

  /// A longer stretch in brackets is no mark.
  private static let markLimit = 60
}

internal import JSONBytes

/// What can be told of a text by how it begins, or of a tool by its name.
extension ErrorRecogniser {
  func holdsTraceback(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    var isFound = false
    Self.traceback.forEachMatch(in: bytes.span, text) { _ in isFound = true }
    return isFound
  }

  private static let traceback = PhraseMatcher(["traceback (most recent call last)"])

  /// Whether a tool is one for logs, by its name: what stands in them failed elsewhere, unless the text begins with it.
  func readsLogs(_ tool: String) -> Bool {
    let parts = tool.split { !$0.isLetter }.flatMap { part in
      // Words joined by capitals are words, too: `tailLogs`.
      part.reduce(into: [String]()) { words, letter in
        if letter.isUppercase || words.isEmpty { words.append("") }
        words[words.count - 1] += letter.lowercased()
      }
    }
    return parts.contains { ["log", "logs", "journal", "journalctl", "syslog", "dmesg"].contains($0) }
  }

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

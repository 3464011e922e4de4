/// Words that headers of log lines have, as data.
enum HeaderWords {
  /// Levels of severity, of syslog and of the common logging libraries.
  static let levels: Set<String> = [
    "alert", "crit", "critical", "debug", "emerg", "emergency", "err", "error", "failure", "fatal", "fine",
    "finer", "finest", "info", "information", "notice", "panic", "severe", "trace", "verbose", "warn",
    "warning",
  ]

  /// Levels of one letter, as mobile systems write them.
  static let letters = Set("VDIWEF".utf8)

  static func isLevel(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
    if word.count == 1 { return letters.contains(bytes[word.lowerBound]) }
    return (3...11).contains(word.count) && levels.contains(bytes.lowercasedText(word))
  }
}

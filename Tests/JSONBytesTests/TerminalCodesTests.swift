import JSONBytes
import Testing

private func removed(_ text: String) -> String? {
  let bytes = Array(text.utf8)
  return TerminalCodes.removed(from: bytes, ByteRange(start: 0, count: bytes.count))
    .map { String(decoding: $0, as: UTF8.self) }
}

@Test(arguments: [
  ("\u{1B}[31mERROR\u{1B}[0m: x", "ERROR: x"), ("\u{1B}[1m\u{1B}[38;5;196mFAILED\u{1B}[m", "FAILED"),
  ("a\u{1B}[2Kb\u{1B}[?25lc", "abc"), ("\u{1B}]0;title\u{07}x", "x"),
  ("\u{1B}]8;;http://a\u{1B}\\link", "link"),
])
func `colours, cursor moves and titles of a terminal are taken out`(text: String, shown: String) {
  #expect(removed(text) == shown)
}

@Test(arguments: ["plain", "", "\u{1B}", "\u{1B}[", "\u{1B}[31", "\u{1B}]0;never closed", "a\u{1B}b", "[31m"])
func `what is no whole sequence stays`(text: String) {
  #expect(removed(text) == nil)
}

@Test func `only a stretch of a text is looked at`() {
  let bytes = Array("\u{1B}[1ma\u{1B}[0m".utf8)
  #expect(TerminalCodes.mayStand(in: bytes) && !TerminalCodes.mayStand(in: Array("a".utf8)))
  #expect(TerminalCodes.removed(from: bytes, ByteRange(start: 4, count: 1)) == nil)
  #expect(TerminalCodes.removed(from: bytes, ByteRange(start: 4, count: bytes.count - 4)) == Array("a".utf8))
}

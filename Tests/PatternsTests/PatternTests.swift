import Testing

@testable import Patterns

@Test(arguments: [
  ("refund", "the refund was made", true), ("^refund", "the refund", false), ("(?i)SORRY", "so sorry", true),
  (#"\border \d{3}\b"#, "order 123.", true), (#"\border \d{3}\b"#, "order 1234", false), ("^$", "", true),
  ("ü+", "Überprüüfung", true), ("(?s)a.b", "a\nb", true), ("a.b", "a\nb", false), ("", "anything", true),
  (#"\p{Han}"#, "订单 12", true),
])
func `a pattern is found where it stands`(text: String, searched: String, isFound: Bool) throws {
  #expect(try Pattern(text).matches(searched) == isFound)
}

/// Whether a pattern is found in a stretch of bytes.
private func isFound(_ pattern: String, in bytes: [UInt8], _ range: Range<Int>) throws -> Bool {
  try Pattern(pattern).matches(bytes.span, range)
}

@Test func `only the stretch asked for is searched`() throws {
  let bytes = Array("refund, then nothing".utf8)
  #expect(try isFound("refund", in: bytes, 0..<6))
  #expect(try !isFound("refund", in: bytes, 1..<20))
  #expect(try !isFound("refund", in: bytes, 0..<5))
  #expect(try isFound("^then$", in: bytes, 8..<12))
}

@Test(arguments: [
  "(", "[a", "a{2000}", #"(a)\1"#, "(?<=a)b", "(?=a)", "*", #"\p{Nonsense}"#,
  String(repeating: "a", count: 10_001), String(repeating: "((a{100}){100}){100}", count: 1),
])
func `what cannot be matched in linear time is refused with a reason`(text: String) {
  #expect(throws: PatternError.self) { try Pattern(text) }
  do throws(PatternError) {
    _ = try Pattern(text)
  } catch {
    #expect(!error.reason.isEmpty)
  }
}

@Test(arguments: ["(a+)+$", "(a|a)*$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y"])
func `a text made to trap a backtracking matcher takes time in proportion to its length`(text: String) throws
{
  let pattern = try Pattern(text)
  let clock = ContinuousClock()
  func time(_ count: Int) -> Duration {
    let bytes = [UInt8](repeating: UInt8(ascii: text.contains("x+") ? "x" : "a"), count: count) + [0x21]
    _ = pattern.matches(bytes.span, bytes.indices)
    return clock.measure { _ = pattern.matches(bytes.span, bytes.indices) }
  }
  // Backtracking would take longer than the age of the universe; a linear matcher a few milliseconds.
  #expect(time(300_000) < .seconds(5))
}

@Test func `bytes that are no UTF-8 are searched like any others`() throws {
  let bytes: [UInt8] = [0xFF, 0xC3, 0x28, 0x61, 0x80]
  #expect(try isFound("a", in: bytes, bytes.indices))
  #expect(try !isFound("é", in: bytes, bytes.indices))
}

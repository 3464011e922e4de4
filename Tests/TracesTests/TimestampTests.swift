import Testing
import Traces

@Test(
  arguments: [
    ("1767571200", 1_767_571_200.0), ("1767571200123", 1_767_571_200.123),
    ("1767571200123456", 1_767_571_200.123456), ("1767571200123456789", 1_767_571_200.1234567),
    ("1767571200.5", 1_767_571_200.5), ("+1767571200", 1_767_571_200),
    ("2026-01-05 00:00:00", 1_767_571_200), ("2026-01-05T02:00:00.25+02:00", 1_767_571_200.25),
  ])
func `a time is read from digits in any unit and from ISO 8601`(text: String, seconds: Double) throws {
  let read = try #require(Timestamp.seconds(of: Array(text.utf8)[...]))
  // A double has steps of 2^-22 seconds at such times, and of 256 nanoseconds in counts of them.
  #expect(abs(read - seconds) < 1e-6)
}

@Test(arguments: ["99999999999999999999", "17675712a0", "0000000000", "1767571200123456789012", ""])
func `what is no time gives none`(text: String) {
  #expect(Timestamp.seconds(of: Array(text.utf8)[...]) == nil)
}

@Test func `a count of digits is read as any reader of numbers reads it`() throws {
  for text in ["1767571200123456789", "9007199254740993", "9223372036854775807", "9999999999999999999"] {
    let number = try #require(Double(text))
    let unit = number < 1e17 ? 1e6 : 1e9
    #expect(Timestamp.seconds(of: Array(text.utf8)[...]) == number / unit)
  }
}

import Foundation
import Statistics
import Testing
import Traces

@Test(
  arguments: [
    ("1767571200", 1_767_571_200.0), ("1767571200123", 1_767_571_200.123),
    ("1767571200123456", 1_767_571_200.123456), ("1767571200123456789", 1_767_571_200.1234567),
    ("1767571200.5", 1_767_571_200.5), ("+1767571200", 1_767_571_200),
    ("2026-01-05 00:00:00", 1_767_571_200), ("2026-01-05T02:00:00.25+02:00", 1_767_571_200.25),
    ("Mon, 05 Jan 2026 02:00:00 +0200", 1_767_571_200), ("5 Jan 2026 00:00:00 GMT", 1_767_571_200),
    ("Sun, 4 Jan 2026 19:00 EST", 1_767_571_200), ("2024-02-29", 1_709_164_800),
  ])
func `a time is read from digits in any unit, from ISO 8601 and from dates of mails`(
  text: String, seconds: Double
) throws {
  let read = try #require(Timestamp.seconds(of: Array(text.utf8)[...]))
  // A double has steps of 2^-22 seconds at such times, and of 256 nanoseconds in counts of them.
  #expect(abs(read - seconds) < 1e-6)
}

@Test(arguments: [
  "99999999999999999999", "17675712a0", "0000000000", "1767571200123456789012", "",
  "2025-02-30T00:00:00Z", "2025-02-29", "2025-04-31 10:00:00", "2025-04-30T25:00:00Z", "2025-04-30T10:61:00Z",
  "Mon, 31 Feb 2026 02:00:00 +0200", "Mon, 05 Jam 2026 02:00:00", "May 2026 was warm",
  "5 Jan 2026 2:00:00 here", "2025-06-01T10:00:00+99:99", "2025-06-01T10:00:00+02:75",
  "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
])
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

@Test func `a time is written as the reader understands it, in the years 1 to 9999`() {
  #expect(Timestamp.text(of: 1_767_571_200.9) == "2026-01-05T00:00:00Z")
  #expect(Timestamp.text(of: -1) == "1969-12-31T23:59:59Z")
  #expect(Timestamp.text(of: -62_135_596_800) == "0001-01-01T00:00:00Z")
  #expect(Timestamp.text(of: 253_402_300_799) == "9999-12-31T23:59:59Z")
  for seconds in [253_402_300_800, -62_135_596_801, .infinity, .nan] {
    #expect(Timestamp.text(of: seconds) == "—")
  }
  var generator = SplitMix64(seed: 3)
  for _ in 0..<2_000 {
    let seconds = Double(generator.integer(below: 8_000_000_000)) - 2_000_000_000
    let text = Timestamp.text(of: seconds + 0.25)
    #expect(Timestamp.seconds(of: Array(text.utf8)[...]) == seconds)
    #expect(text == Date(timeIntervalSince1970: seconds).formatted(.iso8601))
  }
}

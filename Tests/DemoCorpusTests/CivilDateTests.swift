import Foundation
import Testing

@testable import DemoCorpus

@Test func `dates are those of the calendar`() throws {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
  for days in stride(from: 0, to: 40_000, by: 13) {
    let parts = calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
    let date = CivilDate(daysSince1970: days)
    #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
  }
}

@Test func `moments are written as ISO 8601`() {
  var ink = Ink(dice: Dice(seed: 1))
  ink.write(isoSecond: 1_741_564_800 + 3_723)
  #expect(String(decoding: ink.bytes, as: UTF8.self) == "2025-03-10T01:02:03Z")
}

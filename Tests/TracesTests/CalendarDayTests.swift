import Testing

@testable import Traces

@Test(arguments: [
  (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"), (19_782, "2024-02-29"),
  (20_162, "2025-03-15"),
])
func `days have the names of the calendar`(number: Int, text: String) {
  #expect(CalendarDay(number: number).text == text)
  #expect(CalendarDay(text: text)?.number == number)
}

@Test func `each day of four centuries comes back from its name`() {
  for number in stride(from: -73_000, to: 73_000, by: 1) {
    #expect(CalendarDay(text: CalendarDay(number: number).text)?.number == number)
  }
}

@Test func `what is no day is none`() {
  for text in [
    "", "2025-13-01", "2025-00-10", "25-01-01", "2025/01/01", "2025-1-011", "0000-01-01", "2025-02-29",
    "2025-04-31", "2025-+1-01", "2025-01--1",
  ] {
    #expect(CalendarDay(text: text) == nil, "\(text)")
  }
  #expect(CalendarDay(ofSeconds: 86_399.9)?.number == 0)
  #expect(CalendarDay(ofSeconds: -0.5)?.number == -1)
  #expect(CalendarDay(ofSeconds: .nan) == nil && CalendarDay(ofSeconds: 1e300) == nil)
}

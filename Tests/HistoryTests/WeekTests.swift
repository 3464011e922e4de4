import Foundation
import History
import Testing
import Traces

@Test func `weeks are those of ISO 8601`() {
  // Thursdays decide the year: by the calendar of ISO 8601.
  let known = [
    ("2025-03-10", "2025-W11"), ("2025-03-16", "2025-W11"), ("2025-03-17", "2025-W12"),
    ("2024-12-30", "2025-W01"), ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"),
    ("2021-01-04", "2021-W01"), ("1970-01-01", "1970-W01"), ("1969-12-28", "1968-W52"),
  ]
  for (day, week) in known where day >= "1969-12-29" {
    #expect(CalendarDay(text: day).map { Week(holding: $0).text } == week)
  }
  #expect(Week(holdingSecond: 0).number == 0)
  #expect(Week(holdingSecond: -4 * 86_400).number == -1)
}

@Test(arguments: [-60, 0, 1, 2_000, 2_800, 2_869, 3_000])
func `a week is read back from its text, and from each of its days`(number: Int) {
  let week = Week(number: number)
  #expect(Week(text: week.text) == week)
  for day in 0..<7 {
    #expect(Week(text: CalendarDay(number: week.monday.number + day).text) == week)
  }
}

@Test(arguments: ["2025-W00", "2025-W53", "2025-11", "W11", "", "2025-W1x", "25-W11", "2025-02-30"])
func `what is no week is none`(text: String) {
  #expect(Week(text: text) == nil)
}

@Test func `the 53rd week is one where the year has it`() {
  #expect(Week(text: "2020-W53")?.text == "2020-W53")
  #expect(Week(text: "2020-w53")?.text == "2020-W53")
}

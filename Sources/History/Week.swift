package import Traces

/// A week from Monday to Sunday, by the calendar of ISO 8601 in UTC.
package struct Week: Sendable, Hashable, Comparable {
  /// Its place among the weeks, counted from the one that holds 1 January 1970.
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// The week that holds a day.
  package init(holding day: CalendarDay) {
    // 1 January 1970 was a Thursday, the fourth day of its week.
    number = Int((Double(day.number + 3) / 7).rounded(.down))
  }

  /// The week that holds a time, in seconds since 1970 (UTC).
  package init(holdingSecond second: Double) {
    self.init(holding: CalendarDay(number: Int((second / 86_400).rounded(.down))))
  }

  /// The week of a text such as `2025-W11`, or of a day such as `2025-03-14`; `nil` if it is neither.
  package init?(text: String) {
    if let day = CalendarDay(text: text) {
      self.init(holding: day)
      return
    }
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), parts[1].hasPrefix("W"),
      let place = Int(parts[1].dropFirst()), place >= 1, let first = Week.first(ofYear: year)
    else { return nil }
    let week = Week(number: first.number + place - 1)
    guard week.year == year else { return nil }
    self = week
  }

  package var monday: CalendarDay { CalendarDay(number: number * 7 - 3) }

  /// The year that its Thursday lies in.
  private var year: Int { Int(CalendarDay(number: number * 7).text.prefix(4)) ?? 1970 }

  /// The week with the year's first Thursday, that is the one with 4 January.
  private static func first(ofYear year: Int) -> Week? {
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return CalendarDay(text: padded + "-01-04").map { Week(holding: $0) }
  }

  /// Such as `2025-W11`.
  package var text: String {
    let first = Week.first(ofYear: year)?.number ?? number
    let place = number - first + 1
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-W\(place < 10 ? "0" : "")\(place)"
  }

  package static func < (one: Week, other: Week) -> Bool { one.number < other.number }
}

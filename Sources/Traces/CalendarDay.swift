/// A day of the Gregorian calendar, in UTC.
///
/// Source: H. Hinnant 2021, "chrono-compatible low-level date algorithms", `days_from_civil`, `civil_from_days`.
package struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1 January 1970.
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// The day of a moment.
  ///
  /// - Parameter seconds: Since 1970 (UTC), within the years 1 to 9999.
  /// - Returns: `nil` for a moment outside of them.
  package init?(ofSeconds seconds: Double) {
    guard seconds >= -62_135_596_800, seconds < 253_402_300_800 else { return nil }
    number = Int((seconds / 86_400).rounded(.down))
  }

  package init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day that a text names, such as `2025-04-12`; `nil` if it names none.
  package init?(text: String) {
    var digits: [Int] = []
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard place < 10, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        digits.append(Int(byte - UInt8(ascii: "0")))
      }
    }
    guard digits.count == 8 else { return nil }
    let year = digits[0] * 1_000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    let (month, day) = (digits[4] * 10 + digits[5], digits[6] * 10 + digits[7])
    guard year > 0 else { return nil }
    self.init(checkedYear: year, month: month, day: day)
  }

  /// The day; `nil` if the month has none of that number.
  init?(checkedYear year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1 else { return nil }
    self.init(year: year, month: month, day: day)
    // The 31st of April would be the 1st of May.
    let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
    guard number < CalendarDay(year: nextYear, month: nextMonth, day: 1).number else { return nil }
  }

  /// The day as text, such as `2025-04-12`.
  package var text: String {
    let (year, month, day) = date
    return "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
  }

  /// The day by its parts, the month from 1.
  var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package static func < (one: CalendarDay, other: CalendarDay) -> Bool { one.number < other.number }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}

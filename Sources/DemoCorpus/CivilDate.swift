/// A day of the Gregorian calendar, from a count of days since 1 January 1970.
///
/// Source: H. Hinnant 2013, "chrono-compatible low-level date algorithms", civil_from_days.
struct CivilDate: Sendable, Hashable {
  let year: Int
  let month: Int
  let day: Int

  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

extension Ink {
  /// Writes a day as 2025-04-12.
  mutating func write(isoDay days: Int) {
    let date = CivilDate(daysSince1970: days)
    write(number: date.year)
    bytes.append(UInt8(ascii: "-"))
    write(twoDigits: date.month)
    bytes.append(UInt8(ascii: "-"))
    write(twoDigits: date.day)
  }

  /// Writes a moment as 2025-04-12T10:31:07Z.
  mutating func write(isoSecond seconds: Int) {
    write(isoDay: seconds / 86_400)
    bytes.append(UInt8(ascii: "T"))
    let rest = seconds % 86_400
    write(twoDigits: rest / 3600)
    bytes.append(UInt8(ascii: ":"))
    write(twoDigits: rest / 60 % 60)
    bytes.append(UInt8(ascii: ":"))
    write(twoDigits: rest % 60)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// Writes a day as people do, in one of several ways.
  mutating func write(spokenDay days: Int) {
    let date = CivilDate(daysSince1970: days)
    let month = Names.months[date.month - 1]
    switch dice.below(6) {
    case 0: write("\(date.day) \(month) \(date.year)")
    case 1: write("\(month) \(date.day)")
    case 2: write("\(date.day) \(month.prefix(3))")
    case 3: write("\(date.month)/\(date.day)/\(date.year)")
    case 4: write("\(month) \(date.day), \(date.year)")
    default: write(isoDay: days)
    }
  }
}

/// Times as mails and HTTP headers have them: `Mon, 05 Jan 2026 10:00:00 +0200` (RFC 2822).
enum MailDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The zones that have names, in hours from UTC.
  private static let zones = [
    "gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
  ]

  /// Seconds since 1970 (UTC); `nil` if it is no such time.
  static func seconds(of text: String) -> Double? {
    var parts = text.lowercased().split(separator: " ")[...]
    // The day of the week says nothing more.
    if parts.first?.last == "," { parts.removeFirst() }
    guard parts.count >= 4, let day = Int(parts[parts.startIndex]),
      let month = months.firstIndex(of: String(parts[parts.startIndex + 1])),
      let year = Int(parts[parts.startIndex + 2]), (1_000...9_999).contains(year),
      let date = CalendarDay(checkedYear: year, month: month + 1, day: day)
    else { return nil }
    let clock = parts[parts.startIndex + 3].split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.count == 2 ? Int($0) ?? -1 : -1 }
    guard (2...3).contains(clock.count), clock.allSatisfy({ $0 >= 0 }), clock[0] < 24, clock[1] < 60,
      clock.last ?? 0 <= 60
    else { return nil }
    let second = clock.count == 3 ? clock[2] : 0
    guard let offset = parts.count == 4 ? 0 : offset(parts[parts.startIndex + 4]) else { return nil }
    return Double(date.number * 86_400 + clock[0] * 3_600 + clock[1] * 60 + second - offset)
  }

  /// Seconds that a zone is ahead of UTC.
  private static func offset(_ zone: Substring) -> Int? {
    if let hours = zones[String(zone)] { return hours * 3_600 }
    guard zone.count == 5, let sign = zone.first, sign == "+" || sign == "-",
      let digits = Int(zone.dropFirst()), digits >= 0, digits % 100 < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (digits / 100 * 3_600 + digits % 100 * 60)
  }
}

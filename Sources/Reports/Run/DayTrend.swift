internal import Signatures
internal import Traces

/// Counts by day, or by week where there are too many days for a picture.
struct DayTrend {
  /// The first day of each period, and how many.
  let points: [(label: String, count: Int)]

  /// The length of a period in days.
  let periodLength: Int

  private static let dayLimit = 31

  /// - Parameters:
  ///   - days: Counts by day, `YYYY-MM-DD`; days that are missing count as zero.
  ///   - span: The first and last day of the run.
  ///   - periodLength: In days; `nil` for one day, or seven where there would be too many for a picture.
  init(_ days: [SignatureEvidence.Count], span: ClosedRange<CalendarDay>, periodLength: Int? = nil) {
    let dayCount = span.upperBound.number - span.lowerBound.number + 1
    let periodLength = periodLength ?? Self.periodLength(of: span)
    self.periodLength = periodLength
    var counts = [Int](repeating: 0, count: (dayCount + periodLength - 1) / periodLength)
    for day in days {
      guard let date = CalendarDay(text: day.name), span.contains(date) else { continue }
      counts[(date.number - span.lowerBound.number) / periodLength] += day.count
    }
    let (length, first) = (periodLength, span.lowerBound.number)
    points = counts.enumerated().map { (CalendarDay(number: first + $0 * length).text, $1) }
  }

  /// How many days a period of a span has: 1, or 7 where there would be too many.
  static func periodLength(of span: ClosedRange<CalendarDay>) -> Int {
    span.upperBound.number - span.lowerBound.number + 1 > dayLimit ? 7 : 1
  }

  /// How many days a period has where there is room for no more than a few blocks: days, or as many weeks as need be.
  static func cellPeriodLength(of span: ClosedRange<CalendarDay>) -> Int {
    let dayCount = span.upperBound.number - span.lowerBound.number + 1
    guard dayCount > cellLimit else { return 1 }
    return 7 * (((dayCount + 6) / 7 + cellLimit - 1) / cellLimit)
  }

  /// A longer cell would break a table of eighty columns.
  private static let cellLimit = 14

  /// The heading of counts by periods of so many days: 1, or some weeks.
  static func title(ofPeriod length: Int) -> String {
    switch length {
    case 1: "By day"
    case 7: "By week"
    default: "By \(length / 7) weeks"
    }
  }

  /// The first and last day that any signature has traces of; `nil` if no time is known.
  ///
  /// A stray date decades away would flatten every picture, so days outside of `daySpanLimit` before the last are
  /// left out.
  static func span(of signatures: [Signature]) -> ClosedRange<CalendarDay>? {
    let days = signatures.flatMap { $0.evidence.days.compactMap { CalendarDay(text: $0.name) } }
    guard let last = days.max() else { return nil }
    let first = days.filter { $0.number > last.number - daySpanLimit }.min() ?? last
    return first...last
  }

  private static let daySpanLimit = 400

  /// The counts as eight heights of blocks, such as `▁▃█`.
  var blocks: String {
    guard points.contains(where: { $0.count > 0 }) else { return "" }
    return Sparkline.text(of: points.map { Double($0.count) })
  }
}

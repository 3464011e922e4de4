import Alignment
import Statistics

/// Writes figures for people; what is undefined is a dash.
enum FigureText {
  static let undefined = "—"

  /// Three decimals, with a true minus sign.
  static func decimal(_ value: Double?, digits: Int = 3) -> String {
    guard let value, value.isFinite else { return undefined }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    let whole = Int(rounded / scale)
    let fraction = "\(Int(rounded) - whole * Int(scale))"
    let sign = value < 0 && rounded > 0 ? "−" : ""
    guard digits > 0 else { return sign + "\(whole)" }
    return sign + "\(whole)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A share with one decimal; what is not all is never written as 100 %, and what is not nothing never as 0.
  static func percent(_ value: Double?) -> String {
    guard let value, value.isFinite else { return undefined }
    let isPart = value > 0 && value < 1
    return decimal(isPart ? min(99.9, max(0.1, value * 100)) : value * 100, digits: 1) + " %"
  }

  /// A gain with its sign.
  static func signed(_ value: Double?) -> String {
    guard let value else { return undefined }
    return (value > 0 ? "+" : "") + decimal(value)
  }

  /// A figure and its interval: `0.716 [0.686, 0.744]`.
  static func estimate(_ estimate: Estimate?) -> String {
    guard let estimate else { return undefined }
    return decimal(estimate.value) + interval(estimate.interval)
  }

  static func interval(_ interval: Interval?) -> String {
    guard let interval else { return "" }
    return " [\(decimal(interval.lower)), \(decimal(interval.upper))]"
  }
}

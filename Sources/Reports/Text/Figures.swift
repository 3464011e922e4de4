/// Writes figures for readers.
package enum Figures {
  /// A count with commas between thousands, such as `12,345`.
  package static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A count and what is counted, such as `1 trace` or `12 traces`.
  package static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? one : many ?? one + "s")"
  }

  /// A share from 0 to 1 in per cent, with more decimals near the ends; `—` if it is unknown.
  ///
  /// What is not all is never written as 100 %, and what is not nothing never as 0.
  package static func percent(_ share: Double?) -> String {
    guard let share, share.isFinite else { return "—" }
    switch share * 100 {
    case ...0: return "0 %"
    case ..<0.95: return "\(decimal(max(0.01, share * 100), 2)) %"
    case ..<9.95: return "\(decimal(share * 100, 1)) %"
    case 100...: return "100 %"
    case 99.5...: return "\(decimal(min(99.9, share * 100), 1)) %"
    default: return "\(decimal(share * 100, 0)) %"
    }
  }

  /// A number with a fixed count of decimals.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "—" }
    let unit = (0..<decimals).reduce(1) { unit, _ in unit * 10 }
    let scaled = Int((abs(value) * Double(unit)).rounded())
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let rest = String(scaled % unit)
    return "\(sign)\(scaled / unit).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
  }

  /// A lift, such as `2.3×`; `—` if it is unknown.
  static func times(_ value: Double?) -> String {
    value.map { "\(decimal($0, $0 < 9.95 ? 1 : 0))×" } ?? "—"
  }

  /// A size in bytes, such as `3.1 MB`.
  static func bytes(_ count: Int) -> String {
    for (unit, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] where count >= unit {
      return "\(decimal(Double(count) / Double(unit), 1)) \(name)"
    }
    return Figures.count(count, "byte")
  }

  /// Parts of a sentence joined by commas and "and".
  static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

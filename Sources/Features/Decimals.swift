internal import JSONBytes

/// A number in digits, whatever marks it is written with.
struct Decimals {
  /// The digits, without marks.
  let digits: [UInt8]

  /// How many of them stand behind the point.
  let decimalCount: Int

  /// - Returns: `nil` for a time.
  init?(_ text: [UInt8]) {
    guard !text.contains(UInt8(ascii: ":")) else { return nil }
    let point = Figure.point(in: text.span, ByteRange(start: 0, count: text.count))
    var decimals = point.map { text.count - $0 - 1 } ?? 0
    var found = text.filter(ErrorPhraseIndex.isDigit)
    while decimals > 0, found.last == UInt8(ascii: "0") {
      found.removeLast()
      decimals -= 1
    }
    (digits, decimalCount) = (found, decimals)
  }

  var value: Double {
    var value = digits.reduce(0.0) { $0 * 10 + Double($1 - UInt8(ascii: "0")) }
    for _ in 0..<decimalCount { value /= 10 }
    return value
  }

  /// Whether it may be a year.
  var isYear: Bool {
    digits.count == 4 && decimalCount == 0
      && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  /// The ways in which programs write the number, or one that is rounded down to it, or that has another unit.
  var forms: [[UInt8]] { Self.forms(digits, decimalCount) }

  /// The same of the next lower number of as many digits.
  var formsBelow: [[UInt8]] {
    var lower = digits
    var place = lower.count - 1
    while place >= 0, lower[place] == UInt8(ascii: "0") {
      lower[place] = UInt8(ascii: "9")
      place -= 1
    }
    guard place >= 0 else { return [] }
    lower[place] -= 1
    return lower.first == UInt8(ascii: "0") ? [] : Self.forms(lower, decimalCount)
  }

  private static func forms(_ digits: [UInt8], _ decimalCount: Int) -> [[UInt8]] {
    let whole = digits.count - decimalCount
    guard whole > 0 else { return [digits] }
    let (integer, rest) = (digits[..<whole], digits[whole...])
    var parted: [UInt8] = []
    for (place, digit) in integer.enumerated() {
      if place > 0, (whole - place) % 3 == 0 { parted.append(UInt8(ascii: ",")) }
      parted.append(digit)
    }
    guard !rest.isEmpty else { return [digits, parted] }
    return [digits] + [Array(integer), parted].map { $0 + [UInt8(ascii: ".")] + rest }
  }
}

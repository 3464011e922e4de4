/// Recognisers of card, bank and account numbers.
enum NumberRules {
  /// Words before the digits of an account, with spaces or underscores between.
  static let accountWords = WordIndex([
    "account number", "accountnumber", "account no", "account id", "account", "acct", "bank account",
    "routing number",
    "sort code",
    "ssn", "social security number", "social security", "passport number", "passport no", "passport",
    "tax id",
    "driver license", "driving licence", "card number", "tax number", "taxpayer id", "steuer id",
    "steuernummer",
    "steueridentifikationsnummer", "idnr", "aadhaar number", "aadhaar no", "aadhaar", "aadhar", "cpf", "cnpj",
    "nhs number", "nhs no", "national insurance number", "codice fiscale", "pesel", "bsn",
  ])

  /// Those whose values have letters among the digits.
  private static let letteredWords = Set(
    [
      "passport number", "passport no", "passport", "driver license", "driving licence",
      "national insurance number", "codice fiscale",
    ].map { Array($0.utf8) })

  /// Those whose values have several signs between their groups: `123.456.789-09`.
  private static let pointedWords = Set(["cpf", "cnpj", "steuernummer"].map { Array($0.utf8) })

  /// A card number: 12 to 19 digits, in groups with one kind of separator or none.
  ///
  /// Source: ISO/IEC 7812-1 (check digit: H. P. Luhn 1960, US patent 2,950,048).
  static func card(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isDigit else { return nil }
    guard isFree(bytes, start) else { return gluedCard(bytes, start) }
    if bytes.byte(start + 4) == 0x5F, let range = gluedCard(bytes, start) { return range }
    let separator = separator(bytes, start)
    let end = groupsEnd(bytes, start, separator: separator)
    if isCard(bytes, start..<end) { return start..<end }
    // A number may follow that is none of its groups.
    let first = bytes.end(from: start, while: \.isDigit)
    let last = first - start == 4 ? start + 19 : first
    return separator == 0x20 && last < end && bytes.byte(last) == separator && isCard(bytes, start..<last)
      ? start..<last : nil
  }

  /// Words that may stand before the number of a card with a sign between, `card_4111…`.
  ///
  /// Other words begin ids.
  private static let cardWords: [StaticString] = [
    "card", "pan", "cc", "visa", "mastercard", "amex", "number", "iban", "acct",
  ]

  /// A card number with `_` between its groups of four, or in one group behind a word for a card and `_` or `-`.
  private static func gluedCard(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.isWordStart(start), !bytes.byte(start - 2).isDigit || bytes.byte(start - 1) <= 0x20 else {
      return nil
    }
    let first = bytes.end(from: start, limit: 20, while: \.isDigit)
    let end = first == start + 4 ? groupsEnd(bytes, start, separator: 0x5F) : first
    let before = bytes.byte(start - 1)
    guard
      first == start + 4
        ? end == start + 19 : (before == 0x5F || before == 0x2D) && isBehind(cardWords, bytes, start)
    else { return nil }
    guard !bytes.byte(end).isAlphanumeric else { return nil }
    let digits = bytes.digits(in: start..<end)
    return isCardNumber(digits) && hasLuhnSum(digits) ? start..<end : nil
  }

  /// Whether one of several words stands before the sign before an index.
  private static func isBehind(_ words: [StaticString], _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    words.contains { word in
      let place = start - 1 - word.utf8CodeUnitCount
      return place >= 0 && bytes.hasText(word, at: place)
    }
  }

  private static func isCard(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let digits = bytes.digits(in: range)
    return isEnd(bytes, range.upperBound) && isCardNumber(digits) && hasLuhnSum(digits)
  }

  /// An IBAN: two letters, two check digits, 11 to 30 letters and digits, in groups of four or none.
  ///
  /// Source: ISO 13616-1 (check digits: ISO/IEC 7064, MOD 97-10).
  static func iban(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isUppercase, bytes.byte(start + 1).isUppercase, bytes.byte(start + 2).isDigit,
      bytes.byte(start + 3).isDigit, bytes.isWordStart(start)
    else { return nil }
    guard isFree(bytes, start) else { return gluedIBAN(bytes, start) }
    var compact: [UInt8] = []
    var found: Int?
    var index = start
    while index < bytes.count, compact.count <= 34 {
      let byte = bytes[index]
      if byte.isDigit || byte.isUppercase {
        compact.append(byte)
        index += 1
        if compact.count >= 15, isEnd(bytes, index), hasValidRemainder(compact) { found = index }
      } else if byte == 0x20, compact.count % 4 == 0, bytes.byte(index + 1).isAlphanumeric {
        index += 1
      } else {
        break
      }
    }
    return found.map { start..<$0 } ?? gluedIBAN(bytes, start)
  }

  /// How long the IBANs of countries are.
  ///
  /// Source: SWIFT, IBAN Registry, release 97.
  private static let ibanLengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "NL": 18, "NO": 15,
    "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
  ]

  /// An IBAN in one piece with `_` or `-` before or behind it, as long as its country has it.
  private static func gluedIBAN(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let country = String(decoding: [bytes.byte(start), bytes.byte(start + 1)], as: UTF8.self)
    guard let length = ibanLengths[country], bytes.byte(start - 1) != 0x2E else { return nil }
    let end = bytes.end(from: start, limit: 35) { $0.isDigit || $0.isUppercase }
    guard end - start == length, !bytes.byte(end).isAlphanumeric else { return nil }
    return hasValidRemainder((start..<end).map { bytes[$0] }) ? start..<end : nil
  }

  /// The digits after a word for an account, or a social security number by its shape.
  static func account(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isLetter else { return socialSecurityNumber(bytes, start) }
    for word in accountWords.words(startingWith: bytes[start] | 0x20)
    where bytes.hasWord(word, at: start, separators: [0x20, 0x5F, 0x2D]) {
      let wordEnd = start + word.count
      guard !bytes.byte(wordEnd).isAlphanumeric else { continue }
      let index = bytes.hasText(" is ", at: wordEnd) ? wordEnd + 4 : valueStart(bytes, wordEnd)
      guard index > wordEnd else { continue }
      if letteredWords.contains(word), let end = letteredEnd(bytes, index) { return index..<end }
      guard bytes.byte(index).isDigit else { continue }
      let end =
        pointedWords.contains(word)
        ? pointedEnd(bytes, index) : groupsEnd(bytes, index, separator: separator(bytes, index))
      let count = bytes.digits(in: index..<end).count
      guard (6...20).contains(count), isEnd(bytes, end) else { continue }
      return index..<end
    }
    return nil
  }

  /// The end of a value of capitals and digits, `C01X00T47`; `nil` if none begins here.
  private static func letteredEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let end = bytes.end(from: start) { $0.isDigit || $0.isUppercase }
    let digitCount = (start..<end).count { bytes[$0].isDigit }
    return (7...16).contains(end - start) && digitCount >= 4 && isEnd(bytes, end) ? end : nil
  }

  /// The end of groups of digits with single signs between them.
  private static func pointedEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = bytes.end(from: start, while: \.isDigit)
    while [0x2E, 0x2D, 0x2F].contains(bytes.byte(end)), bytes.byte(end + 1).isDigit {
      end = bytes.end(from: end + 1, while: \.isDigit)
    }
    return end
  }

  /// Where a value begins behind its word: also where both are in quotes, in JSON that stands in two others as text.
  static func valueStart(_ bytes: Span<UInt8>, _ wordEnd: Int) -> Int {
    let end = bytes.end(from: wordEnd, limit: 5) {
      [0x20, 0x3A, 0x3D, 0x23, 0x22, 0x27, 0x2E].contains($0)
    }
    guard bytes.byte(end) == 0x5C else { return end }
    return bytes.end(from: wordEnd, limit: 12) { [0x20, 0x3A, 0x22, 0x5C].contains($0) }
  }

  /// `ddd-dd-dddd`, of numbers that are given out: not 000, 666 or from 900 on, no group of zeros.
  private static func socialSecurityNumber(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isDigit, isFree(bytes, start), bytes.byte(start + 3) == 0x2D,
      bytes.byte(start + 6) == 0x2D, start + 11 <= bytes.count, isEnd(bytes, start + 11)
    else { return nil }
    let groups = [start..<start + 3, start + 4..<start + 6, start + 7..<start + 11]
    let numbers = groups.map { group in
      bytes.digits(in: group).count == group.count
        ? bytes.digits(in: group).reduce(0) { $0 * 10 + Int($1) } : 0
    }
    guard numbers.allSatisfy({ $0 > 0 }), numbers[0] != 666, numbers[0] < 900 else { return nil }
    return start..<start + 11
  }

  // MARK: Parts

  /// Whether a number can start here: nothing before it that it would be part of.
  static func isFree(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes.isWordStart(start) && ![0x5F, 0x2D, 0x2E].contains(bytes.byte(start - 1))
  }

  /// Whether a number can end here.
  static func isEnd(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    let next = bytes.byte(end)
    if next.isAlphanumeric || next == 0x5F || next.isLeadOfSpacedLetter { return false }
    let isJoint = next == 0x2D || next == 0x2E || next == 0x3A
    return !(isJoint && bytes.byte(end + 1).isAlphanumeric)
  }

  /// The space or hyphen after the first group of digits, or 0.
  private static func separator(_ bytes: Span<UInt8>, _ start: Int) -> UInt8 {
    let end = bytes.end(from: start) { $0.isDigit }
    let next = bytes.byte(end)
    return (next == 0x20 || next == 0x2D) && bytes.byte(end + 1).isDigit ? next : 0
  }

  /// No number of any kind is longer, in bytes; a table of numbers is.
  private static let longestNumber = 64

  /// The end of groups of digits with one separator between them.
  private static func groupsEnd(_ bytes: Span<UInt8>, _ start: Int, separator: UInt8) -> Int {
    var end = bytes.end(from: start) { $0.isDigit }
    while separator != 0, end - start < longestNumber, bytes.byte(end) == separator,
      bytes.byte(end + 1).isDigit
    {
      end = bytes.end(from: end + 1) { $0.isDigit }
    }
    return end
  }

  /// Whether first digits and length are those of a card.
  private static func isCardNumber(_ digits: [UInt8]) -> Bool {
    guard digits.count >= 13, digits.count <= 19, Set(digits).count > 1 else { return false }
    let four = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    return switch four {
    case 4000...4999: [13, 16, 19].contains(digits.count)
    case 5100...5599, 2221...2720: digits.count == 16
    case 3400...3499, 3700...3799: digits.count == 15
    case 3000...3059, 3600...3699, 3800...3999: digits.count == 14 || digits.count == 16
    case 3528...3589, 6011, 6440...6599: digits.count >= 16
    case 5000...5099, 5600...5899, 6200...6299, 6300...6399, 6700...6799: digits.count >= 16
    default: false
    }
  }

  private static func hasLuhnSum(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      let doubled = Int(digit) * (offset % 2 == 1 ? 2 : 1)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  private static func hasValidRemainder(_ compact: [UInt8]) -> Bool {
    var remainder = 0
    for byte in compact[4...] + compact[..<4] {
      let value = byte.isDigit ? Int(byte - 0x30) : Int(byte - 0x41) + 10
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
    }
    return remainder == 1
  }
}

/// Recognisers of e-mail addresses and phone numbers.
enum ContactRules {
  /// The longest part of an e-mail address before `@`, and of each label after it (RFC 5321).
  private static let localLimit = 64

  /// Words before the digits of a phone number.
  static let phoneWords = WordIndex([
    "phone number", "phonenumber", "phone no", "phone", "telephone", "tel", "mobile number", "mobilenumber",
    "mobile",
    "cell", "fax", "whatsapp",
  ])

  static func email(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) < 0x80 else { return nil }
    var hasPercent = false
    let at = bytes.end(from: start, limit: localLimit) {
      if $0 == 0x25 { hasPercent = true }
      return $0.isTokenByte || $0 == 0x2E || $0 == 0x2B || $0 == 0x25 || $0 == 0x27 || $0 >= 0x80
    }
    guard at > start, bytes.byte(at) == 0x40 else {
      return hasPercent || bytes.byte(at) == 0x25 ? encodedEmail(bytes, start) : nil
    }
    var end = bytes.end(from: at + 1) { $0.isAlphanumeric || $0 == 0x2D || $0 >= 0x80 }
    var labelCount = end > at + 1 ? 1 : 0
    while bytes.byte(end) == 0x2E, bytes.byte(end + 1).isAlphanumeric || bytes.byte(end + 1) >= 0x80 {
      end = bytes.end(from: end + 1) { $0.isAlphanumeric || $0 == 0x2D || $0 >= 0x80 }
      labelCount += 1
    }
    guard labelCount >= 2, !isVersionOrRepository(bytes, start..<end, at: at) else { return nil }
    return start..<end
  }

  /// An address within a URL, where `%40` stands for `@`.
  private static func encodedEmail(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let at = bytes.end(from: start, limit: localLimit) { $0.isTokenByte || $0 == 0x2E || $0 == 0x2B }
    guard at > start, bytes.hasExactText("%40", at: at), bytes.byte(at + 3).isAlphanumeric else { return nil }
    var end = at + 3
    var labelCount = 0
    repeat {
      end = bytes.end(from: labelCount == 0 ? end : end + 1) { $0.isAlphanumeric || $0 == 0x2D }
      labelCount += 1
    } while bytes.byte(end) == 0x2E && bytes.byte(end + 1).isLetter
    return labelCount >= 2 ? start..<end : nil
  }

  /// Whether what looks like an address is a package's version, `react@18.2.0`, or a repository, `git@host:org/name`.
  private static func isVersionOrRepository(_ bytes: Span<UInt8>, _ range: Range<Int>, at: Int) -> Bool {
    var last = range.upperBound
    while bytes.byte(last - 1) != 0x2E { last -= 1 }
    let isDomain = range.upperBound - last >= 2 && bytes.byte(last).isLetter || bytes.byte(last) >= 0x80
    let isRepository = bytes.hasText("git", at: range.lowerBound) && at == range.lowerBound + 3
    return !isDomain || isRepository && bytes.byte(range.upperBound) == 0x3A
  }

  static func phone(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let first = bytes.byte(start)
    if first == 0x2B { return international(bytes, start, digits: start + 1) }
    // A plus in a URL or in JSON: `%2B49`, `\u002B49`.
    if first.isDigit, bytes.hasText("2b", at: start - 2), bytes.isBehindEscape(start),
      let number = international(bytes, start, digits: start)
    {
      return number
    }
    if first == 0x28 || first.isDigit {
      return american(bytes, start) ?? national(bytes, start) ?? pairs(bytes, start)
        ?? brazilian(bytes, start)
    }
    return afterWord(bytes, start)
  }

  // MARK: Parts

  /// A number with `+` and country: 8 to 15 digits in groups, 10 to 15 without.
  private static func international(_ bytes: Span<UInt8>, _ start: Int, digits first: Int) -> Range<Int>? {
    guard bytes.isWordStart(start), bytes.byte(first) != 0x30 else { return nil }
    let end = grouped(bytes, first)
    let digits = bytes.digits(in: first..<end)
    // Of North America, which is country 1, no area begins with 0 or 1.
    if digits.count > 1, digits[0] == 1, digits[1] < 2 { return nil }
    let count = digits.count
    let isGrouped = end - first > count
    guard count <= 15, count >= (isGrouped ? 8 : 10), NumberRules.isEnd(bytes, end) else { return nil }
    return start..<end
  }

  /// `(ddd) ddd-dddd`, `ddd-ddd-dddd`, `ddd.ddd.dddd`, `1-ddd-ddd-dddd`: area and exchange start with 2 to 9.
  private static func american(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard NumberRules.isFree(bytes, start) else { return nil }
    var index = start
    if bytes.byte(index) == 0x31, bytes.byte(index + 1) == 0x2D || bytes.byte(index + 1) == 0x20 {
      index += 2
    }
    let hasBrackets = bytes.byte(index) == 0x28
    if hasBrackets { index += 1 }
    guard bytes.byte(index) >= 0x32, bytes.end(from: index, while: \.isDigit) == index + 3 else { return nil }
    index += 3
    if hasBrackets {
      guard bytes.byte(index) == 0x29 else { return nil }
      index += 1
    }
    let separator = bytes.byte(index)
    if separator == 0x20 || separator == 0x2D || separator == 0x2E {
      index += 1
    } else if !hasBrackets {
      return nil
    }
    guard bytes.byte(index) >= 0x32, bytes.end(from: index, while: \.isDigit) == index + 3 else { return nil }
    let second = bytes.byte(index + 3)
    guard hasBrackets ? second == 0x2D || second == 0x20 || second == 0x2E : second == separator else {
      return nil
    }
    let end = bytes.end(from: index + 4, while: \.isDigit)
    return end == index + 8 && NumberRules.isEnd(bytes, end) ? start..<end : nil
  }

  /// A number with its area and a zero before it, in groups: `0171-1234567`, `020 7946 0958`, or with two
  /// zeros before the country.
  private static func national(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    // Groups of digits before it make it part of a longer number.
    guard bytes.byte(start) == 0x30, NumberRules.isFree(bytes, start),
      bytes.byte(start - 1) != 0x20 || !bytes.byte(start - 2).isDigit
    else { return nil }
    let isAbroad = bytes.byte(start + 1) == 0x30
    guard isAbroad || bytes.byte(start + 1) >= 0x31 else { return nil }
    var end = start
    var (digitCount, groupCount, longest, separator) = (0, 0, 0, UInt8(0))
    while true {
      let next = bytes.end(from: end) { $0.isDigit }
      (digitCount, groupCount, longest) = (digitCount + next - end, groupCount + 1, max(longest, next - end))
      end = next
      let sign = bytes.byte(end)
      guard sign == 0x20 || sign == 0x2D || sign == 0x2F,
        separator == 0 || sign == separator || groupCount < 2,
        bytes.byte(end + 1).isDigit, groupCount < mostGroups
      else { break }
      separator = sign
      end += 1
    }
    // Of two groups the first is the area; of three, as in London, the others have four digits or more.
    let isTwo = groupCount == 2 && longest >= 6 && longest <= 8
    let isThree = groupCount == 3 && longest == 4 && digitCount >= 10
    let isSwiss = groupCount == 4 && longest == 3 && digitCount == 10
    let isLong = isAbroad && (3...4).contains(groupCount) && longest >= 4
    guard isTwo || isThree || isSwiss || isLong, (isAbroad ? 12...15 : 9...12).contains(digitCount),
      NumberRules.isEnd(bytes, end)
    else { return nil }
    return start..<end
  }

  /// Five pairs of digits of which the first is an area, as in France: `06 12 84 53 79`.
  ///
  /// Pairs that rise and are no more than minutes are a list or days: `09 12 15 18 21`.
  private static func pairs(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let (separator, end) = (bytes.byte(start + 2), start + 14)
    guard bytes.byte(start) == 0x30, bytes.byte(start + 1) > 0x30, NumberRules.isFree(bytes, start),
      separator == 0x20 || separator == 0x2E || separator == 0x2D,
      bytes.byte(start - 1) != 0x20 || !bytes.byte(start - 2).isDigit,
      end <= bytes.count, NumberRules.isEnd(bytes, end),
      bytes.byte(end) != separator || !bytes.byte(end + 1).isDigit
    else { return nil }
    var numbers: [UInt8] = []
    for pair in stride(from: start, to: end, by: 3) {
      guard bytes[pair].isDigit, bytes[pair + 1].isDigit, pair + 2 == end || bytes[pair + 2] == separator
      else {
        return nil
      }
      numbers.append((bytes[pair] - 0x30) * 10 + bytes[pair + 1] - 0x30)
    }
    let isRising = zip(numbers, numbers.dropFirst()).allSatisfy(<)
    return isRising && numbers.allSatisfy { $0 < 60 } ? nil : start..<end
  }

  /// `(11) 91234-5678`: an area of two digits in brackets, and eight or nine more.
  private static func brazilian(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) == 0x28, bytes.end(from: start + 1, while: \.isDigit) == start + 3,
      bytes.byte(start + 3) == 0x29
    else { return nil }
    let number = start + (bytes.byte(start + 4) == 0x20 ? 5 : 4)
    let hyphen = bytes.end(from: number, while: \.isDigit)
    guard (4...5).contains(hyphen - number), bytes.byte(hyphen) == 0x2D else { return nil }
    let end = bytes.end(from: hyphen + 1, while: \.isDigit)
    return end == hyphen + 5 && NumberRules.isEnd(bytes, end) ? start..<end : nil
  }

  /// More groups are a table.
  private static let mostGroups = 8

  /// Seven digits or more after a word for a phone.
  private static func afterWord(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start - 1) != 0x5F else { return nil }
    for word in phoneWords.words(startingWith: bytes.byte(start) | 0x20)
    where bytes.hasWord(word, at: start, separators: [0x20, 0x5F]) {
      let wordEnd = start + word.count
      let index = NumberRules.valueStart(bytes, wordEnd)
      guard index > wordEnd, bytes.byte(index).isDigit || bytes.byte(index) == 0x28 else { continue }
      let end = grouped(bytes, index)
      let count = bytes.digits(in: index..<end).count
      if (7...15).contains(count), NumberRules.isEnd(bytes, end) { return index..<end }
    }
    return nil
  }

  /// The end of digits with single spaces, hyphens, dots, slashes or brackets between them.
  private static func grouped(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    var last = start
    var gap = 0
    while end < bytes.count, gap <= 3, end - start < 24 {
      if bytes[end].isDigit {
        last = end + 1
        gap = 0
      } else if [0x20, 0x2D, 0x2E, 0x2F, 0x28, 0x29].contains(bytes[end]) {
        gap += 1
      } else {
        break
      }
      end += 1
    }
    return last
  }
}

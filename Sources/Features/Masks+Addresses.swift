/// Recognisers of addresses: URLs, e-mail, IP and hardware addresses, hosts, files and paths.
enum AddressMasks {
  /// A URL with a scheme, up to a space, quote or closing bracket; a full stop at its end is left out.
  static func url(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let scheme = bytes.lettersEnd(start)
    guard scheme > start + 1, bytes.byte(scheme) == 0x3A, bytes.byte(scheme + 1) == 0x2F,
      bytes.byte(scheme + 2) == 0x2F
    else { return nil }
    var end = scheme + 3
    while end < bytes.count, !bytes[end].isSpace, !bytes[end].endsURL { end += 1 }
    end = trimmed(bytes, scheme + 3, end)
    return end > scheme + 3 ? start..<end : nil
  }

  /// An e-mail address.
  static func email(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var at = start
    while at < bytes.count, bytes[at].isWord || bytes[at].isMailSign { at += 1 }
    guard bytes.byte(at) == 0x40, at > start, bytes.byte(at + 1).isWord else { return nil }
    let (end, labels) = labelsEnd(bytes, at + 1)
    return labels >= 2 ? start..<end : nil
  }

  /// An IPv4 address with port or prefix length.
  static func ipv4(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var end = start
    for part in 0..<4 {
      let next = bytes.digitsEnd(end)
      guard (1...3).contains(next - end) else { return nil }
      end = next
      if part < 3 {
        guard bytes.byte(end) == 0x2E else { return nil }
        end += 1
      }
    }
    guard bytes.endsWord(end), !(bytes.byte(end) == 0x2E && bytes.byte(end + 1).isDigit) else { return nil }
    return start..<withPort(bytes, end, allowsPrefix: true)
  }

  /// An IPv6 address: eight groups, or fewer with `::`; an IPv4 address may end it, as in `::ffff:10.0.0.1`.
  ///
  /// Before a port it stands in square brackets, which belong to it.
  static func ipv6(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) != 0x5B else {
      guard let address = ipv6(bytes, start + 1), bytes.byte(address.upperBound) == 0x5D else { return nil }
      let end = withPort(bytes, address.upperBound + 1, allowsPrefix: false)
      return end > address.upperBound + 1 ? start..<end : nil
    }
    var end = start
    var groupCount = 0
    var hasGap = false
    var hasDigit = false
    while end < bytes.count {
      if hasGap, let mapped = ipv4(bytes, end) { return start..<mapped.upperBound }
      let next = bytes.hexEnd(end)
      guard next - end <= 4 else { return nil }
      for index in end..<next where bytes[index].isDigit { hasDigit = true }
      groupCount += next > end ? 1 : 0
      end = next
      guard bytes.byte(end) == 0x3A else { break }
      if bytes.byte(end + 1) == 0x3A {
        guard !hasGap else { return nil }
        hasGap = true
        end += 2
      } else if bytes.byte(end + 1).isHexDigit {
        end += 1
      } else {
        break
      }
    }
    guard bytes.endsWord(end), hasDigit, groupCount <= 8, hasGap ? groupCount >= 2 : groupCount == 8
    else { return nil }
    return start..<end
  }

  /// A hardware address: six pairs of hexadecimal digits with `:` or `-` between.
  static func hardware(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let separator = bytes.byte(start + 2)
    guard separator == 0x3A || separator == 0x2D else { return nil }
    for pair in 0..<6 {
      let index = start + pair * 3
      guard bytes.byte(index).isHexDigit, bytes.byte(index + 1).isHexDigit else { return nil }
      guard pair == 5 || bytes.byte(index + 2) == separator else { return nil }
    }
    let end = start + 17
    return bytes.endsWord(end) && bytes.byte(end) != separator ? start..<end : nil
  }

  /// A host name by its last label, with port; package names such as `org.apache.…` are left alone.
  static func host(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let firstEnd = hyphenatedEnd(bytes, start)
    guard bytes.byte(firstEnd) == 0x2E else {
      guard bytes.hasPrefix("localhost", at: start), firstEnd == start + 9 else { return nil }
      return start..<withPort(bytes, firstEnd, allowsPrefix: false)
    }
    let (end, labels) = labelsEnd(bytes, start)
    guard labels >= 2, end - start <= 253 else { return nil }
    var last = end
    while last > start, bytes[last - 1] != 0x2E { last -= 1 }
    let ending = last..<end
    for index in ending where !bytes[index].isLowercase { return nil }
    guard firstEnd > start + 1 || labels >= 3,
      !MaskWords.packageRoots.contains(bytes.lowercasedText(start..<firstEnd))
    else { return nil }
    let domain = bytes.lowercasedText(ending)
    let isCountry = ending.count == 2 && labels >= 3 && !MaskWords.rareTopLevelDomains.contains(domain)
    guard isCountry || MaskWords.topLevelDomains.contains(domain) else { return nil }
    return start..<withPort(bytes, end, allowsPrefix: false)
  }

  /// A file name by its ending.
  static func file(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var end = start
    while end < bytes.count, bytes[end].isWord || bytes[end] == 0x2D || bytes[end] == 0x2E { end += 1 }
    end = trimmed(bytes, start, end)
    var dot = end
    while dot > start, bytes[dot - 1] != 0x2E { dot -= 1 }
    guard dot > start + 1, end > dot, end - dot <= 7, bytes.endsWord(end), bytes.byte(end) != 0x28 else {
      return nil
    }
    guard !isJoined(bytes, end) else { return nil }
    return MaskWords.fileExtensions.contains(bytes.lowercasedText(dot..<end)) ? start..<end : nil
  }

  /// An absolute path, also from the home folder, a drive (`C:\…`) or a relative `./`.
  static func path(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let first = bytes.byte(start)
    var index = start
    if first.isLetter {
      guard bytes.byte(start + 1) == 0x3A, bytes.byte(start + 2) == 0x5C || bytes.byte(start + 2) == 0x2F
      else { return nil }
      index = start + 2
    } else if first == 0x2E || first == 0x7E {
      while bytes.byte(index) == 0x2E || bytes.byte(index) == 0x7E { index += 1 }
    }
    guard bytes.byte(index) == 0x2F || bytes.byte(index) == 0x5C, isPathByte(bytes.byte(index + 1)),
      bytes.startsWord(start), !bytes.isEscapedQuote(index)
    else { return nil }
    let end = trimmed(bytes, index, pathEnd(bytes, index))
    guard end > index + 1, !isJoined(bytes, end) else { return nil }
    return start..<queryEnd(bytes, end)
  }

  /// A relative path: two slashes or more, or one and a file name at its end.
  static func relativePath(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let end = trimmed(bytes, start, pathEnd(bytes, start))
    var slashCount = 0
    var last = start
    for index in start..<end where bytes[index] == 0x2F {
      slashCount += 1
      last = index + 1
    }
    guard slashCount > 0, last < end, !isJoined(bytes, end) else { return nil }
    return slashCount >= 2 || file(bytes, last) != nil ? start..<end : nil
  }

  // MARK: Parts

  /// The end of the query (`?limit=5&page=2`) right after a path, or the end of the path.
  private static func queryEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    guard bytes.byte(start) == 0x3F, bytes.byte(start + 1).isWord else { return start }
    var end = start + 1
    while end < bytes.count, !bytes[end].isSpace, !bytes[end].endsURL { end += 1 }
    return trimmed(bytes, start, end)
  }

  private static func pathEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, isPathByte(bytes[end]) || bytes[end] == 0x2F || bytes[end] == 0x5C { end += 1 }
    return end
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    byte.isWord || byte.isPathSign
  }

  /// The end without the punctuation that belongs to the sentence.
  private static func trimmed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isTrailing { end -= 1 }
    return end
  }

  /// Whether a placeholder goes on after punctuation, so that the name before it was longer once.
  private static func isJoined(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    var index = end
    while bytes.byte(index).joinsNames { index += 1 }
    return bytes.placeholderEnd(index) != nil
  }

  private static func hyphenatedEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == 0x2D { end += 1 }
    return end
  }

  /// The end of labels joined by dots, and their number.
  private static func labelsEnd(_ bytes: Span<UInt8>, _ start: Int) -> (end: Int, count: Int) {
    var end = hyphenatedEnd(bytes, start)
    var count = end > start ? 1 : 0
    while bytes.byte(end) == 0x2E, bytes.byte(end + 1).isLetter || bytes.byte(end + 1).isDigit {
      end = hyphenatedEnd(bytes, end + 1)
      count += 1
    }
    return bytes.endsWord(end) && !isJoined(bytes, end) ? (end, count) : (end, 0)
  }

  private static func withPort(_ bytes: Span<UInt8>, _ end: Int, allowsPrefix: Bool) -> Int {
    let separator = bytes.byte(end)
    guard separator == 0x3A || (allowsPrefix && separator == 0x2F) else { return end }
    let portEnd = bytes.digitsEnd(end + 1)
    return (1...5).contains(portEnd - end - 1) && bytes.endsWord(portEnd) ? portEnd : end
  }
}

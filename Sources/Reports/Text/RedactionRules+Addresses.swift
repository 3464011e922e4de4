/// Recognisers of addresses that lead to one network or one machine.
///
/// A public address may be that of a person's line, and counts as personal data. Those of private, shared, loopback,
/// link-local and documentation ranges say the same at every site and are what an engineer looks for in a failure, so
/// they stay, as do the names of hosts.
enum AddressRules {
  // MARK: IPv4

  /// First addresses and lengths of what is not public.
  ///
  /// Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771), reserved (RFC 1112).
  private static let special: [(first: UInt32, length: UInt32)] = [
    (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
    (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
    (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]

  /// Where three of four numbers are smaller they are a version or the number of a section: `1.2.3.4`, `4.10.0.84`.
  ///
  /// So are 2 of 1,000 addresses, which stay unless it is said that they are some; lists of packages are far more common
  /// in traces.
  private static let leastOfAddress: UInt32 = 20

  /// Words before a version.
  private static let versionWords: [StaticString] = ["version ", "release ", "ver. ", "build "]

  static func ipv4(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isDigit, bytes.isWordStart(start),
      ![0x5F, 0x2E].contains(bytes.byte(start - 1)), let (address, end) = quad(bytes, start),
      !isJoined(bytes, start, end), !isOfVersion(bytes, start)
    else { return nil }
    let isSpecial = special.contains { (address ^ $0.first) >> (32 - $0.length) == 0 }
    let numbers = [address >> 24, address >> 16 & 0xFF, address >> 8 & 0xFF, address & 0xFF]
    guard !isSpecial else { return nil }
    let isLikeVersion = numbers.count { $0 < leastOfAddress } > 2
    return isLikeVersion && !isSaidToBeAddress(bytes, start, end) ? nil : start..<end
  }

  /// Whether a URL begins with it, a port follows, or a key such as `ip`, `client_ip` or `remoteAddr` stands before it.
  private static func isSaidToBeAddress(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if bytes.hasExactText("://", at: start - 3) { return true }
    let portEnd = bytes.end(from: end + 1, limit: 6, while: \.isDigit)
    if bytes.byte(end) == 0x3A, (2...5).contains(portEnd - end - 1), !bytes.byte(portEnd).isAlphanumeric {
      return true
    }
    var keyEnd = start
    while start - keyEnd < longestSeparator, isSeparator(bytes.byte(keyEnd - 1)) { keyEnd -= 1 }
    guard keyEnd < start else { return false }
    return addressKeys.contains { key in
      let keyStart = keyEnd - key.utf8CodeUnitCount
      guard bytes.hasText(key, at: keyStart) else { return false }
      let before = bytes.byte(keyStart - 1)
      return !before.isAlphanumeric || bytes.byte(keyStart).isUppercase && !before.isUppercase
    }
  }

  private static let addressKeys: [StaticString] = ["ip", "ipv4", "addr", "address"]

  /// As in `\"ip\": \"`.
  private static let longestSeparator = 8

  private static func isSeparator(_ byte: UInt8) -> Bool {
    [0x20, 0x3A, 0x3D, 0x22, 0x27, 0x5C, 0x28, 0x5B].contains(byte)
  }

  /// Four numbers from 0 to 255 with dots between them, without needless zeros.
  private static func quad(_ bytes: Span<UInt8>, _ start: Int) -> (address: UInt32, end: Int)? {
    var (address, index) = (UInt32(0), start)
    for part in 0..<4 {
      if part > 0 {
        guard bytes.byte(index) == 0x2E else { return nil }
        index += 1
      }
      let end = bytes.end(from: index, limit: 4, while: \.isDigit)
      guard (1...3).contains(end - index), end == index + 1 || bytes.byte(index) != 0x30 else { return nil }
      let number = (index..<end).reduce(UInt32(0)) { $0 * 10 + UInt32(bytes[$1] - 0x30) }
      guard number < 256 else { return nil }
      (address, index) = (address << 8 | number, end)
    }
    return (address, index)
  }

  /// Whether what looks like an address is a part of something longer: a version with more numbers, a file's name.
  private static func isJoined(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let next = bytes.byte(end)
    if next.isAlphanumeric || next == 0x5F || next.isLeadOfSpacedLetter { return true }
    if next == 0x2E, bytes.byte(end + 1).isDigit { return true }
    // A hyphen stands between the two ends of a range too.
    if next == 0x2D, bytes.byte(end + 1).isAlphanumeric { return quad(bytes, end + 1) == nil }
    guard bytes.byte(start - 1) == 0x2D else { return false }
    let before = bytes.byte(start - 2)
    return before.isLetter || before == 0x5F
  }

  /// Whether a version stands here: behind a product's name, `Chrome/99.0.48.51`, `==`, or a word that says so.
  private static func isOfVersion(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    if bytes.byte(start - 1) == 0x3D, bytes.byte(start - 2) == 0x3D { return true }
    if bytes.byte(start - 1) == 0x2F {
      var word = start - 1
      while bytes.byte(word - 1).isLetter { word -= 1 }
      return word < start - 1 && bytes[word].isUppercase
    }
    return versionWords.contains { bytes.hasText($0, at: start - $0.utf8CodeUnitCount) }
  }

  // MARK: IPv6

  /// A global address, from 2000:: to 3fff:…, with eight groups or with `::` and two besides; documentation is not.
  ///
  /// Source: RFC 4291 (ranges and text), RFC 3849 and RFC 9637 (documentation).
  static func ipv6(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let first = bytes.byte(start)
    guard first == 0x32 || first == 0x33, bytes.isWordStart(start),
      ![0x3A, 0x2E, 0x5F, 0x2D].contains(bytes.byte(start - 1)),
      bytes.end(from: start, limit: 5, while: isHex) == start + 4, bytes.byte(start + 4) == 0x3A
    else { return nil }
    var (groupCount, hasGap, end) = (1, false, start + 4)
    while bytes.byte(end) == 0x3A, groupCount < 9 {
      var next = end + 1
      if bytes.byte(next) == 0x3A, !hasGap {
        hasGap = true
        next += 1
      }
      let groupEnd = bytes.end(from: next, limit: 5, while: isHex)
      guard (1...4).contains(groupEnd - next) else { break }
      (groupCount, end) = (groupCount + 1, groupEnd)
    }
    guard hasGap ? (3...7).contains(groupCount) : groupCount == 8, !bytes.byte(end).isAlphanumeric,
      bytes.byte(end) != 0x3A || !isHex(bytes.byte(end + 1)), bytes.byte(end) != 0x5F
    else { return nil }
    let isDocumentation =
      bytes.hasText("2001:db8:", at: start) || bytes.hasText("2001:0db8:", at: start)
      || bytes.hasText("3fff:0", at: start)
    return isDocumentation ? nil : start..<end
  }

  // MARK: MAC

  /// Six bytes with colons or hyphens, or three groups of four digits with dots, that name a network card.
  ///
  /// What any card hears (broadcast), nothing, and the cards that Docker makes up (02:42) name nobody's.
  static func mac(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard isHex(bytes.byte(start)), bytes.isWordStart(start),
      ![0x3A, 0x2D, 0x2E, 0x5F].contains(bytes.byte(start - 1))
    else { return nil }
    let group = bytes.end(from: start, limit: 5, while: isHex) - start
    let separator = bytes.byte(start + group)
    guard group == 2 && (separator == 0x3A || separator == 0x2D) || group == 4 && separator == 0x2E else {
      return nil
    }
    let end = start + (group == 2 ? 17 : 14)
    guard end <= bytes.count, !bytes.byte(end).isTokenByte,
      bytes.byte(end) != separator || !isHex(bytes.byte(end + 1))
    else { return nil }
    var (digitCount, letterCount, zeroCount) = (0, 0, 0)
    for place in start..<end {
      let isSign = (place - start) % (group + 1) == group
      guard isSign ? bytes[place] == separator : isHex(bytes[place]) else { return nil }
      if bytes[place].isDigit { digitCount += 1 }
      if bytes[place].isLetter { letterCount += 1 }
      if bytes[place] == 0x30 { zeroCount += 1 }
    }
    // Numbers alone may be a time, words alone a name.
    let isSure = letterCount > 0 && (digitCount > 0 || group == 2)
    guard isSure || separator == 0x3A && bytes.hasText("00", at: start), zeroCount < 12 else { return nil }
    let isBroadcast =
      digitCount == 0 && (start..<end).allSatisfy { !isHex(bytes[$0]) || bytes[$0] | 0x20 == 0x66 }
    let isOfDocker = bytes.hasText("02:42:", at: start)
    return isBroadcast || isOfDocker ? nil : start..<end
  }

  private static func isHex(_ byte: UInt8) -> Bool { byte.isDigit || (byte | 0x20) &- 0x61 < 6 }
}

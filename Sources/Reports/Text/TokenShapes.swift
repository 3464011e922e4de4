/// Tokens that are told by their shape rather than by a prefix of their own.
enum TokenShapes {
  static func token(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let end =
      telegram(bytes, start) ?? discord(bytes, start) ?? terraform(bytes, start) ?? twilio(bytes, start)
      ?? notion(bytes, start)
    guard let end else { return nil }
    // In the path of a URL Telegram has its word before the number.
    return (bytes.hasExactText("bot", at: start) ? start + 3 : start)..<end
  }

  /// Whether what follows a prefix is letters drawn by lot, as all of Hugging Face's are: sixteen or more without a sign
  /// between them, all capitals, or of capitals and small letters so many of either as no name in camel case has.
  static func isDrawnByLot(_ bytes: Span<UInt8>, _ tail: Range<Int>) -> Bool {
    var (index, longest) = (tail.lowerBound, 0..<0)
    while index < tail.upperBound {
      let end = min(tail.upperBound, max(index + 1, bytes.end(from: index, while: \.isLetter)))
      if end - index > longest.count { longest = index..<end }
      index = end
    }
    guard longest.count >= 16 else { return false }
    let capitalCount = longest.count { bytes[$0].isUppercase }
    let fewest = min(capitalCount, longest.count - capitalCount)
    guard fewest > 0 else { return capitalCount > 0 }
    var (run, longestRun) = (0, 0)
    for place in longest {
      run = bytes[place].isUppercase ? run + 1 : 0
      longestRun = max(longestRun, run)
    }
    return fewest * 100 >= longest.count * (longestRun > 3 ? 20 : 28)
  }

  /// A bot of Telegram: its number, a colon, and 35 bytes of which the first two are `AA`.
  private static func telegram(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let number = bytes.hasExactText("bot", at: start) ? start + 3 : start
    let colon = bytes.end(from: number, limit: 11, while: \.isDigit)
    guard (8...10).contains(colon - number), bytes.hasExactText(":AA", at: colon) else { return nil }
    let end = bytes.end(from: colon + 1) { $0.isTokenByte }
    return end - colon == 36 ? end : nil
  }

  /// Whether a value is long enough and looks drawn by lot; of a key that is named for one, letters of one case do.
  static func isToken(_ bytes: Span<UInt8>, _ range: Range<Int>, ofAPIKey: Bool) -> Bool {
    guard range.count >= 20 else { return false }
    return isDrawnByLot(bytes, range) || ofAPIKey && range.allSatisfy { bytes[$0].isLetter }
  }

  /// A bot of Discord: its number in base 64, six bytes of a time, 27 bytes or more of a signature.
  private static func discord(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard isDigitInBase64(bytes.byte(start)) else { return nil }
    let first = bytes.end(from: start, limit: 29) { $0.isAlphanumeric }
    guard (24...28).contains(first - start), bytes.byte(first) == 0x2E else { return nil }
    let isNumber = stride(from: start, to: first, by: 4).allSatisfy { isDigitInBase64(bytes[$0]) }
    let second = bytes.end(from: first + 1, limit: 8) { $0.isTokenByte }
    guard second == first + 7, bytes.byte(second) == 0x2E else { return nil }
    let end = bytes.end(from: second + 1) { $0.isTokenByte }
    let hasDigits =
      (start..<first).contains { bytes[$0].isDigit } && (second..<end).contains { bytes[$0].isDigit }
    return end - second > 27 && (isNumber || hasDigits) ? end : nil
  }

  /// Whether a byte can begin the four that stand for three digits in base 64.
  private static func isDigitInBase64(_ byte: UInt8) -> Bool { (0x4D...0x4F).contains(byte) }

  /// A token of Terraform: 14 letters and digits, `.atlasv1.`, and 60 bytes or more.
  private static func terraform(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let dot = bytes.end(from: start, limit: 20) { $0.isAlphanumeric }
    guard dot - start >= 10, bytes.hasExactText(".atlasv1.", at: dot) else { return nil }
    let end = bytes.end(from: dot + 9) { $0.isTokenByte || $0 == 0x3D }
    return end - dot - 9 >= 40 ? end : nil
  }

  /// A key of Twilio's: `SK` and 32 hexadecimal digits.
  private static func twilio(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard bytes.hasExactText("SK", at: start) else { return nil }
    let end = bytes.end(from: start + 2) { $0.isDigit || (0x61...0x66).contains($0) }
    return end == start + 34 && !bytes.byte(end).isTokenByte ? end : nil
  }

  /// An older token of Notion's: `secret_` and 40 letters and digits or more, which no name has without a sign.
  private static func notion(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard bytes.hasExactText("secret_", at: start) else { return nil }
    let end = bytes.end(from: start + 7) { $0.isAlphanumeric }
    return end - start >= 47 && !bytes.byte(end).isTokenByte ? end : nil
  }
}

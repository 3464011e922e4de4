/// Recognisers of keys, tokens and passwords.
enum SecretRules {
  /// Prefixes of tokens, with the least number of bytes after them.
  static let prefixes: [(text: String, least: Int)] = [
    ("sk-", 16), ("sk_live_", 16), ("sk_test_", 16), ("rk_live_", 16), ("pk_live_", 16), ("whsec_", 16),
    ("ghp_", 20), ("gho_", 20), ("ghu_", 20), ("ghs_", 20), ("ghr_", 20), ("github_pat_", 20), ("glpat-", 16),
    ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("ya29.", 20), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10),
    ("xoxr-", 10), ("xoxs-", 10), ("xapp-", 10), ("hf_", 20), ("npm_", 20), ("pypi-", 20), ("SG.", 20),
    ("dop_v1_", 20), ("shpat_", 16), ("lsv2_", 16), ("gsk_", 20), ("tvly-", 16), ("eyJ", 20),
    ("hvs.", 24), ("hvb.", 24), ("dapi", 32), ("xai-", 40), ("lin_api_", 32), ("figd_", 32), ("ntn_", 32),
    ("pcsk_", 32), ("AGE-SECRET-KEY-1", 40),
  ]

  /// Keys whose value is secret, as they end: `DB_PASSWORD` ends in one.
  static let keys: Set<String> = [
    "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
    "access_key",
    "secret_key", "client_secret", "access_token", "refresh_token", "auth_token", "id_token", "private_key",
    "credential", "authorization", "cookie", "session_token", "pin", "cvv", "cvc", "otp", "passcode",
    "accountkey", "sharedaccesskey", "sig", "x-amz-signature", "passwort", "kennwort", "senha", "wachtwoord",
    "secretkey", "accesskey", "privatekey", "passwords", "credentials", "pass", "pw", "passe", "pass_phrase",
    "verification_code", "bearer", "session_id", "sessionid", "jsessionid", "phpsessid", "auth", "contrasena",
    "haslo", "sifre", "parola", "passord", "salasana", "heslo", "adgangskode", "mdp", "clave",
  ]

  /// Keys that mean other things too: only what looks like a password is taken for one, or what looks drawn by lot.
  private static let weakKeys: [StaticString] = ["pass", "pw", "passe", "bearer", "parola", "clave", "mdp"]
  private static let sessionKeys: [StaticString] = [
    "session_id", "sessionid", "jsessionid", "phpsessid", "auth",
  ]

  /// Keys that a number may follow, as in a form that asks twice.
  private static let numberedKeys: [StaticString] = [
    "password", "passwd", "pwd", "passphrase", "secret", "cvv", "cvc",
  ]

  /// Keys whose value may be a few digits.
  private static let numericKeys: [StaticString] = [
    "pin", "cvv", "cvc", "cvv2", "cvc2", "otp", "passcode", "code",
  ]

  /// Keys behind which digits alone are their value: `cvv 737`.
  private static let cardKeys: [StaticString] = ["cvv", "cvc", "cvv2", "cvc2"]

  /// Keys whose value may be a key of an interface, of letters alone.
  private static let interfaceKeys: [StaticString] = ["apikey", "api_key", "api-key", "key"]

  /// Addresses that whoever knows them may post to.
  private static let webhooks: [StaticString] = ["hooks.slack.com/services/", "discord.com/api/webhooks/"]

  /// By so many bytes it is known whether what stands there is a secret; then all of it is masked.
  private static let longestSeen = 192

  private static let webToken = Array("eyJ".utf8)

  private static let prefixesByFirst: [[(bytes: [UInt8], least: Int)]] = {
    var table = [[(bytes: [UInt8], least: Int)]](repeating: [], count: 256)
    for prefix in prefixes {
      let bytes = Array(prefix.text.utf8)
      table[Int(bytes[0])].append((bytes, prefix.least))
    }
    return table
  }()

  private static let plainValues: Set<String> = [
    "null", "none", "nil", "true", "false", "undefined", "required",
  ]

  static func privateKey(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) == 0x2D, bytes.hasExactText("-----BEGIN ", at: start) else { return nil }
    let nameEnd = bytes.end(from: start + 11, limit: 40) { $0.isUppercase || $0 == 0x20 }
    guard nameEnd - start >= 22,
      bytes.hasExactText("PRIVATE KEY-----", at: nameEnd - 11)
        || bytes.hasExactText("PRIVATE KEY BLOCK-----", at: nameEnd - 17)
    else { return nil }
    var end = nameEnd + 5
    while end < bytes.count {
      if bytes[end] == 0x2D, bytes.hasExactText("-----END ", at: end) {
        let last = bytes.end(from: end + 9, limit: 40) { $0 != 0x2D && $0 != 0x0A }
        return start..<bytes.end(from: last, limit: 5) { $0 == 0x2D }
      }
      end += 1
    }
    return start..<bytes.count
  }

  static func token(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    if let shaped = TokenShapes.token(bytes, start) { return shaped }
    guard bytes.byte(start).isLetter else { return nil }
    let isJoined = start > 0 && bytes[start - 1].isTokenByte && !bytes.isBehindEscape(start)
    for prefix in prefixesByFirst[Int(bytes[start])] where bytes.hasBytes(prefix.bytes, at: start) {
      // Behind a hyphen or underscore only a prefix that has a sign of its own can be told from a word.
      guard !isJoined || prefix.bytes.count > 3 && prefix.bytes.contains(0x5F) else { continue }
      let isWebToken = prefix.bytes == webToken
      let allowsDot = isWebToken || prefix.bytes.last == 0x2E
      let tail = start + prefix.bytes.count
      let isOfToken = { (byte: UInt8) in byte.isTokenByte || (allowsDot && byte == 0x2E) }
      // What has no sign of a token so far on is none: to look at all of it from each prefix in it takes for ever.
      let end = bytes.end(from: tail, limit: longestSeen, while: isOfToken)
      guard end - tail >= prefix.least else { continue }
      for index in tail..<end where bytes[index].isDigit || (isWebToken && bytes[index] == 0x2E) {
        return start..<bytes.end(from: end, while: isOfToken)
      }
      if TokenShapes.isDrawnByLot(bytes, tail..<end) { return start..<bytes.end(from: end, while: isOfToken) }
    }
    return nil
  }

  static func authorisation(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) | 0x20 == 0x62 else { return nil }
    let isBearer = bytes.hasText("bearer ", at: start)
    guard isBearer || bytes.hasText("basic ", at: start) else { return nil }
    let value = start + (isBearer ? 7 : 6)
    let end = bytes.end(from: value) { $0.isTokenByte || [0x2E, 0x7E, 0x2B, 0x2F, 0x3D].contains($0) }
    // In a template a part of the token has a placeholder already.
    if end > value, bytes.byte(end) == 0x3C {
      let close = bytes.end(from: end, limit: 12) { $0 != 0x3E }
      return bytes.byte(close) == 0x3E ? value..<close + 1 : nil
    }
    var signCount = 0
    for index in value..<end where !bytes[index].isLetter || bytes[index].isUppercase { signCount += 1 }
    return end - value >= 8 && signCount >= 2 ? value..<end : nil
  }

  /// The value of a secret key after `=`, `:` or `is`, or behind `--password`; what follows `-u` of curl; the path of a
  /// webhook; `user:password` before `@` in a URL.
  static func value(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start).isLetter || bytes.byte(start) >= 0x80 else { return nil }
    let keyEnd = SecretKeys.end(bytes, start)
    if bytes.byte(keyEnd) == 0x3A, bytes.byte(keyEnd + 1) == 0x2F, bytes.byte(keyEnd + 2) == 0x2F {
      return credentials(bytes, keyEnd + 3)
    }
    if let path = webhook(bytes, start) ?? login(bytes, start, keyEnd)
      ?? SecretLinks.secret(bytes, start..<keyEnd)
    {
      return path
    }
    if let word = SecretKeys.behindCommand(bytes, start) { return word..<valueEnd(bytes, word) }
    if let text = SecretMarkup.namedText(bytes, start..<keyEnd, isSecretKey) { return text }
    var index = afterQuote(bytes, keyEnd)
    index = bytes.end(from: index, limit: 2) { $0 == 0x20 }
    let separator = bytes.byte(index)
    guard isSecretKey(bytes, start..<keyEnd) || SecretKeys.isSecret(bytes, start..<keyEnd, isSecretKey) else {
      return nil
    }
    if let text = SecretMarkup.text(bytes, start..<keyEnd) { return text }
    guard separator == 0x3D || separator == 0x3A else { return said(bytes, start, keyEnd) }
    let isUnspaced = SecretWords.isUnspaced(bytes, start..<keyEnd)
    // Ruby and PHP write `=>`.
    if separator == 0x3D, bytes.byte(index + 1) == 0x3E { index += 1 }
    index =
      SecretKeys.nextLine(bytes, index + 1)
      ?? bytes.end(from: index + 1, limit: 3) { $0 == 0x20 || $0 == 0x5B }
    let isList = bytes.byte(index - 1) == 0x5B
    index = SecretKeys.startInObject(bytes, index)
    let isWeak =
      isOne(of: weakKeys, bytes, start..<keyEnd) && !bytes.hasText("mot de ", at: start - 7)
      && !bytes.hasText("palavra-", at: start)
    let opening = afterQuote(bytes, index)
    if opening > index {
      let quote = bytes[opening - 1]
      var end = quotedEnd(bytes, opening, quote: quote, isNested: opening > index + 1)
      while isList, let next = SecretKeys.nextItem(bytes, end, quote: quote) {
        end = quotedEnd(bytes, next, quote: quote, isNested: false)
      }
      guard end > opening, bytes[opening] != 0x3C else { return nil }
      if isOne(of: sessionKeys, bytes, start..<keyEnd), !hasDrawnRun(bytes, opening..<end) { return nil }
      return isWeak && !hasLetterAndDigit(bytes, opening..<end) ? nil : opening..<end
    }
    guard bytes.byte(index) != 0x3C else { return nil }
    if separator == 0x3A, bytes.hasText("cookie", at: keyEnd - 6) {
      // All cookies stand on one line.
      let end = bytes.end(from: index) { $0 >= 0x20 && ![0x22, 0x27, 0x5C, 0x60].contains($0) }
      return end > index ? index..<end : nil
    }
    let end = valueEnd(bytes, index, isASCII: isUnspaced, limit: longestSeen)
    guard end > index, !isPlain(bytes, index..<end),
      isUnquotedSecret(bytes, index..<end, start..<keyEnd, isAssigned: separator == 0x3D, isWeak: isWeak)
    else { return nil }
    return index..<valueEnd(bytes, end, isASCII: isUnspaced)
  }

  /// Whether a value without quotes is a secret, so far as it was looked at.
  private static func isUnquotedSecret(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ key: Range<Int>, isAssigned: Bool, isWeak: Bool
  ) -> Bool {
    if isWeak { return hasLetterAndDigit(bytes, value) }
    if isOne(of: sessionKeys, bytes, key) { return hasDrawnRun(bytes, value) }
    if isAssigned || hasDigitAndLength(bytes, value)
      || TokenShapes.isToken(bytes, value, ofAPIKey: isOne(of: interfaceKeys, bytes, key))
    {
      return true
    }
    guard isShortNumber(bytes, value) else { return false }
    return isNumericKey(bytes, key) || value.count >= 4 && SecretWords.isBeyondASCII(bytes, key)
  }

  /// The place behind a quote, with backslashes before it or none; the same place where there is no quote.
  private static func afterQuote(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let index = bytes.end(from: start, limit: 7) { $0 == 0x5C }
    // An even number of backslashes is of the text before the quote, not of the quote.
    guard index == start || (index - start) % 2 == 1 else { return start }
    return bytes.byte(index) == 0x22 || bytes.byte(index) == 0x27 ? index + 1 : start
  }

  /// `--password hunter2`, and `password is hunter2` if the value has a digit; `password hunter` in `.netrc`.
  private static func said(_ bytes: Span<UInt8>, _ start: Int, _ keyEnd: Int) -> Range<Int>? {
    let saidStart = SecretWords.saidStart(bytes, start..<keyEnd)
    guard bytes.byte(keyEnd) == 0x20 || saidStart != nil else { return nil }
    let digits = keyEnd + 1..<bytes.end(from: keyEnd + 1, while: \.isDigit)
    if (3...4).contains(digits.count), NumberRules.isEnd(bytes, digits.upperBound),
      isOne(of: cardKeys, bytes, start..<keyEnd)
    {
      return digits
    }
    let isOption = bytes.byte(start - 1) == 0x2D && bytes.byte(start - 2) == 0x2D
    let isSaid = saidStart != nil
    guard isOption || isSaid || SecretKeys.isOfNetrc(bytes, start..<keyEnd) else { return nil }
    let value = saidStart ?? keyEnd + 1
    let end = valueEnd(bytes, value, isASCII: SecretWords.isUnspaced(bytes, start..<keyEnd))
    guard end > value, bytes[value] != 0x3C, bytes[value] != 0x2D else { return nil }
    guard isSaid, !isOption else { return value..<end }
    if hasDigitAndLength(bytes, value..<end) || TokenShapes.isToken(bytes, value..<end, ofAPIKey: false) {
      return value..<end
    }
    let digitEnd = bytes.end(from: value, while: \.isDigit)
    let isNumber =
      digitEnd - value >= 4 && isShortNumber(bytes, value..<digitEnd) && NumberRules.isEnd(bytes, digitEnd)
    let isOfNumbers =
      isNumericKey(bytes, start..<keyEnd) || SecretWords.isBeyondASCII(bytes, start..<keyEnd)
    return isNumber && isOfNumbers ? value..<digitEnd : nil
  }

  /// `user:password` behind `-u` or `--user`.
  private static func login(_ bytes: Span<UInt8>, _ start: Int, _ nameEnd: Int) -> Range<Int>? {
    guard bytes.byte(nameEnd) == 0x3A, start >= 3, bytes.byte(start - 1) == 0x20,
      bytes.hasExactText("-u", at: start - 3) || bytes.hasExactText("--user", at: start - 7)
    else { return nil }
    let end = valueEnd(bytes, nameEnd + 1)
    return end > nameEnd + 1 && bytes[nameEnd + 1] != 0x3C ? nameEnd + 1..<end : nil
  }

  private static func webhook(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    for host in webhooks where bytes.hasText(host, at: start) {
      let path = start + host.utf8CodeUnitCount
      let end = bytes.end(from: path) { $0.isTokenByte || $0 == 0x2F }
      if end - path >= 8 { return path..<end }
    }
    return nil
  }

  private static func isShortNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    (3...8).contains(range.count) && range.allSatisfy { bytes[$0].isDigit }
  }

  private static func isNumericKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    numericKeys.contains { $0.utf8CodeUnitCount == range.count && bytes.hasText($0, at: range.lowerBound) }
      || isOne(of: ["verification_code"], bytes, range)
  }

  // MARK: Parts

  private static func credentials(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var end = bytes.end(from: start, limit: 200) { $0 > 0x20 && $0 != 0x2F && $0 != 0x22 && $0 != 0x3C }
    // A password may hold the sign itself.
    while end > start, bytes.byte(end) != 0x40 { end -= 1 }
    guard bytes.byte(end) == 0x40, end > start else { return nil }
    for index in start..<end where bytes[index] == 0x3A { return start..<end }
    return nil
  }

  private static func isSecretKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    if bytes[last].isDigit {
      let end = last - (range.count > 1 && bytes[last - 1].isDigit ? 1 : 0)
      return isOne(of: numberedKeys, bytes, range.lowerBound..<end)
    }
    for key in keysByLast.words(startingWith: bytes[last] | 0x20) where key.count <= range.count {
      let start = range.upperBound - key.count
      let isEnd = key.indices.allSatisfy { lowercased(bytes[range.upperBound - 1 - $0]) == key[$0] }
      guard isEnd else { continue }
      let before = start > range.lowerBound ? bytes[start - 1] : 0x5F
      if before == 0x5F || before == 0x2D { return true }
      if range.count <= joinedKeyLimit, joinedKeys.contains(key) { return true }
    }
    return false
  }

  /// Key words that end longer keys without a sign between, such as `dbpassword`.
  private static let joinedKeys = Set(
    ["password", "secret", "token", "apikey"].map { Array($0.utf8.reversed()) })
  private static let joinedKeyLimit = 24

  /// The keys, each from its end to its start, by their last letter.
  private static let keysByLast = WordIndex(keys.sorted().map { String($0.reversed()) })

  private static func lowercased(_ byte: UInt8) -> UInt8 { byte.isUppercase ? byte | 0x20 : byte }

  /// The end of a value in quotes.
  ///
  /// Within JSON in JSON the closing quote has backslashes before it, as the opening one has; else a quote with one
  /// before it is of the value.
  private static func quotedEnd(_ bytes: Span<UInt8>, _ start: Int, quote: UInt8, isNested: Bool) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != quote, bytes[end] != 0x0A {
      if bytes[end] == 0x5C {
        if isNested { break }
        end += 1
      }
      end += 1
    }
    return min(end, bytes.count)
  }

  /// The end of a value without quotes: a backslash before a quote, or for the end of a line, is not of it.
  ///
  /// - Parameter isASCII: Whether it ends with the first letter that is not ASCII, too.
  private static func valueEnd(
    _ bytes: Span<UInt8>, _ start: Int, isASCII: Bool = false, limit: Int = .max
  ) -> Int {
    var end = start
    while end < bytes.count, end - start < limit, !isValueEnd(bytes[end]), !isASCII || bytes[end] < 0x80 {
      if bytes[end] == 0x5C {
        let next = bytes.byte(end + 1)
        if [0x22, 0x27, 0x6E, 0x72, 0x74].contains(next) { break }
        if next == 0x5C { end += 1 }
      }
      end += 1
    }
    return min(end, bytes.count)
  }

  private static func isValueEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [0x26, 0x2C, 0x3B, 0x22, 0x27, 0x29, 0x5D, 0x7D, 0x3E, 0x3C, 0x60].contains(byte)
  }

  private static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 9 else { return false }
    var text: [UInt8] = []
    for index in range { text.append(bytes[index] | 0x20) }
    return plainValues.contains(String(decoding: text, as: UTF8.self))
  }

  /// Whether a key ends in one of several words, with nothing or a sign before it.
  private static func isOne(of words: [StaticString], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    words.contains { key in
      let start = range.upperBound - key.utf8CodeUnitCount
      return start >= range.lowerBound && bytes.hasText(key, at: start)
        && (start == range.lowerBound || !bytes[start - 1].isAlphanumeric)
    }
  }

  /// Whether a value holds twelve letters and digits in a row or more, with two digits: no words have that.
  private static func hasDrawnRun(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var (length, digitCount) = (0, 0)
    for index in range {
      (length, digitCount) = bytes[index].isAlphanumeric ? (length + 1, digitCount) : (0, 0)
      if bytes[index].isDigit { digitCount += 1 }
      if length >= 12, digitCount >= 2 { return true }
    }
    return false
  }

  private static func hasLetterAndDigit(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var (hasLetter, hasDigit) = (false, false)
    for index in range {
      hasLetter = hasLetter || bytes[index].isLetter
      hasDigit = hasDigit || bytes[index].isDigit
    }
    return hasLetter && hasDigit && range.count >= 6
  }

  private static func hasDigitAndLength(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index].isDigit { return range.count >= 6 }
    return false
  }
}

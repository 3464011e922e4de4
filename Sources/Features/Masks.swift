/// One kind of text that says *which one* rather than *what*, and the placeholder that stands for it.
package struct Mask: Sendable {
  package let name: String

  /// What is written in place of the masked bytes, such as `<uuid>`.
  package let placeholder: String

  /// What the mask stands for, for the table that users read.
  package let meaning: String

  /// A message, and the same message masked.
  package let example: String
  package let maskedExample: String

  /// The bytes with which a match can start.
  let starts: MaskStart

  /// Returns the bytes to mask of a match that starts at an index: usually all of it, or its last part.
  let match: @Sendable (Span<UInt8>, Int) -> Range<Int>?

  let placeholderBytes: [UInt8]

  init(
    _ name: String, _ placeholder: String, _ meaning: String, _ example: String, _ maskedExample: String,
    starts: MaskStart, match: @escaping @Sendable (Span<UInt8>, Int) -> Range<Int>?
  ) {
    self.name = name
    self.placeholder = placeholder
    self.meaning = meaning
    self.example = example
    self.maskedExample = maskedExample
    self.starts = starts
    self.match = match
    self.placeholderBytes = Array(placeholder.utf8)
  }
}

/// Kinds of bytes with which a match can start.
struct MaskStart: OptionSet, Sendable {
  let rawValue: UInt8
  /// A letter, where a digit or one of `- . / : = @ \ _` follows the run of letters, or a date can start.
  static let letter = MaskStart(rawValue: 1)
  static let digit = MaskStart(rawValue: 2)
  /// `/`, `.`, `~` or `\`.
  static let path = MaskStart(rawValue: 4)
  /// `"`, `'` or a backquote.
  static let quote = MaskStart(rawValue: 8)
  /// `-` or `+` before a digit.
  static let sign = MaskStart(rawValue: 16)
  /// A currency sign.
  static let currency = MaskStart(rawValue: 32)
  /// `<` before a digit, or `:` before another `:`.
  static let other = MaskStart(rawValue: 64)
}

/// The masks, in the order in which they are tried: the first that matches wins.
///
/// Adding a mask is adding a row here, with an example that the tests check; one-pass matching, gating by the
/// first byte and the printed table follow from the row.
package enum Masks {
  package static let table: [Mask] = addresses + times + numbers + identifiers

  /// What stands between `<` and `>` in a placeholder; `*` is what templates write.
  static let placeholderNames = Set(table.map { String($0.placeholder.dropFirst().dropLast()) } + ["*"])

  /// The longest placeholder, in bytes.
  static let placeholderLimit = 12

  private static let addresses: [Mask] = [
    Mask(
      "URL", "<url>", "a URL with a scheme", "GET https://api.acme.io/v1/x?q=1 failed",
      "GET <url> failed", starts: .letter, match: AddressMasks.url),
    Mask(
      "e-mail", "<email>", "an e-mail address", "no account for ann.lee@example.com",
      "no account for <email>", starts: [.letter, .digit], match: AddressMasks.email),
    Mask(
      "UUID", "<uuid>", "a UUID", "run 3f2b8c1e-9a4d-4e2b-8f7a-0c1d2e3f4a5b ended", "run <uuid> ended",
      starts: [.letter, .digit], match: IdentifierMasks.uuid),
    Mask(
      "hardware address", "<mac>", "a MAC address", "DHCPDISCOVER from 00:11:43:e3:ba:c3",
      "DHCPDISCOVER from <mac>", starts: [.letter, .digit], match: AddressMasks.hardware),
    Mask(
      "IPv6", "<ip>", "an IPv6 address", "listening on fe80::211:43ff:fee3", "listening on <ip>",
      starts: [.letter, .digit, .other], match: AddressMasks.ipv6),
  ]

  private static let times: [Mask] = [
    Mask(
      "timestamp", "<time>", "a date in digits, with the time after it", "at 2024-05-01T10:15:59.123Z: gone",
      "at <time>: gone", starts: .digit, match: TimeMasks.timestamp),
    Mask(
      "worded date", "<time>", "a date with the month as a word", "at Sat Jun 18 02:08:10 2005", "at <time>",
      starts: [.letter, .digit], match: TimeMasks.wordedDate),
    Mask(
      "time of day", "<time>", "a time of day", "retry after 10:15:59", "retry after <time>", starts: .digit,
      match: TimeMasks.time),
  ]

  private static let numbers: [Mask] = [
    Mask(
      "IPv4", "<ip>", "an IPv4 address, with port or prefix length", "connect to 10.0.0.12:5432 refused",
      "connect to <ip> refused", starts: .digit, match: AddressMasks.ipv4),
    Mask(
      "version", "<version>", "a version of three numbers, or two after a v", "needs v2.1 or 3.11.2-rc1",
      "needs <version> or <version>", starts: [.letter, .digit], match: NumberMasks.version),
    Mask(
      "money", "<money>", "an amount with a currency", "charge of $1,299.00 (EUR 12) declined",
      "charge of <money> (<money>) declined", starts: [.currency, .digit, .letter], match: NumberMasks.money),
    Mask(
      "size", "<size>", "a number of bytes, also given twice", "sent 1301 bytes (1.27 KB), limit 64k",
      "sent <size>, limit <size>", starts: .digit, match: NumberMasks.size),
    Mask(
      "duration", "<duration>", "a number with a unit of time", "timed out after 30.5s, not <1 sec",
      "timed out after <duration>, not <duration>", starts: [.digit, .other], match: NumberMasks.duration),
    Mask(
      "hexadecimal", "<hex>", "0x and hexadecimal digits", "fault at 0x7ffde4a1", "fault at <hex>",
      starts: .digit, match: NumberMasks.prefixedHex),
    Mask(
      "number", "<num>", "a number, with sign, separators, fraction and exponent",
      "rate limit 1,000 exceeded by -3.5e-4", "rate limit <num> exceeded by <num>", starts: [.digit, .sign],
      match: NumberMasks.number),
  ]

  private static let identifiers: [Mask] = [
    Mask(
      "value of a key", "<value>", "the value of key=value, for keys that identify",
      "login failed user=root host=db7,retry=no", "login failed user=root host=<value>,retry=no",
      starts: .letter, match: IdentifierMasks.keyValue),
    Mask(
      "hash", "<hex>", "eight hexadecimal digits or more", "commit 9fceb02d0ae598e9 missing",
      "commit <hex> missing", starts: [.letter, .digit], match: IdentifierMasks.hex),
    Mask(
      "file", "<file>", "a file name by its ending", "cannot open report_q3.csv", "cannot open <file>",
      starts: [.letter, .digit], match: AddressMasks.file),
    Mask(
      "host", "<host>", "a host name by its last label, with port", "proxy.cse.cuhk.edu.hk:5070 refused",
      "<host> refused", starts: [.letter, .digit], match: AddressMasks.host),
    Mask(
      "path", "<path>", "an absolute path", "no such file: /var/lib/app/x.db or C:\\tmp\\y",
      "no such file: <path> or <path>", starts: [.path, .letter], match: AddressMasks.path),
    Mask(
      "relative path", "<path>", "a relative path", "in src/app/main.swift", "in <path>",
      starts: [.letter, .digit], match: AddressMasks.relativePath),
    Mask(
      "identifier", "<id>", "a word with digits; letters before them stay",
      "user_8123, ORD-2024-0012, #W2378",
      "user_<id>, ORD-<id>, #<id>", starts: [.letter, .digit], match: IdentifierMasks.identifier),
    Mask(
      "quoted", "<text>", "a short quoted string", "KeyError: 'order total'", "KeyError: '<text>'",
      starts: .quote, match: IdentifierMasks.quoted),
  ]
}

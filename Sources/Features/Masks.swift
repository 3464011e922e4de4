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

  /// What recognises it.
  let recogniser: MaskRecogniser

  let placeholderBytes: [UInt8]

  init(
    _ name: String, _ placeholder: String, _ meaning: String, _ example: String, _ maskedExample: String,
    starts: MaskStart, by recogniser: MaskRecogniser
  ) {
    self.name = name
    self.placeholder = placeholder
    self.meaning = meaning
    self.example = example
    self.maskedExample = maskedExample
    self.starts = starts
    self.recogniser = recogniser
    self.placeholderBytes = Array(placeholder.utf8)
  }
}

/// Kinds of places at which a match can start.
struct MaskStart: OptionSet, Sendable {
  let rawValue: UInt16

  static let digitKind = 0
  static let mixedKind = 1
  static let slashKind = 2
  static let colonKind = 3
  static let equalsKind = 4
  static let datedKind = 5
  static let pathKind = 6
  static let quoteKind = 7
  static let signKind = 8
  static let currencyKind = 9
  static let otherKind = 10
  static let kindCount = 11

  static let digit = MaskStart(rawValue: 1 << digitKind)
  /// Letters, then a digit or one of `- . @ \ _ + %`.
  static let mixed = MaskStart(rawValue: 1 << mixedKind)
  /// Letters, then `/`.
  static let slash = MaskStart(rawValue: 1 << slashKind)
  /// Letters, then `:`.
  static let colon = MaskStart(rawValue: 1 << colonKind)
  /// Letters, then `=`.
  static let equals = MaskStart(rawValue: 1 << equalsKind)
  /// The name of a month or weekday or a currency code, then a space or comma.
  static let dated = MaskStart(rawValue: 1 << datedKind)
  /// `/`, `\`, `~`, `./` or `..`.
  static let path = MaskStart(rawValue: 1 << pathKind)
  /// `"`, `'` or a backquote.
  static let quote = MaskStart(rawValue: 1 << quoteKind)
  /// `-` or `+` before a digit.
  static let sign = MaskStart(rawValue: 1 << signKind)
  /// A currency sign.
  static let currency = MaskStart(rawValue: 1 << currencyKind)
  /// `<` before a digit, `:` before another `:`, or `[` before a group of an IPv6 address.
  static let other = MaskStart(rawValue: 1 << otherKind)
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
      "GET <url> failed", starts: [.colon], by: .url),
    Mask(
      "e-mail", "<email>", "an e-mail address", "no account for ann.lee@example.com",
      "no account for <email>", starts: [.mixed, .digit], by: .email),
    Mask(
      "UUID", "<uuid>", "a UUID", "run 3f2b8c1e-9a4d-4e2b-8f7a-0c1d2e3f4a5b ended", "run <uuid> ended",
      starts: [.mixed, .digit], by: .uuid),
    Mask(
      "hardware address", "<mac>", "a MAC address", "DHCPDISCOVER from 00:11:43:e3:ba:c3",
      "DHCPDISCOVER from <mac>", starts: [.colon, .mixed, .digit], by: .hardware),
    Mask(
      "IPv6", "<ip>", "an IPv6 address", "fe80::211:43ff:fee3 or [2001:db8::7]:443", "<ip> or <ip>",
      starts: [.colon, .mixed, .digit, .other], by: .ipv6),
  ]

  private static let times: [Mask] = [
    Mask(
      "timestamp", "<time>", "a date in digits, with the time after it", "at 2024-05-01T10:15:59.123Z: gone",
      "at <time>: gone", starts: .digit, by: .timestamp),
    Mask(
      "worded date", "<time>", "a date with the month as a word", "at Sat Jun 18 02:08:10 2005", "at <time>",
      starts: [.dated, .mixed, .digit], by: .wordedDate),
    Mask(
      "time of day", "<time>", "a time of day", "retry after 10:15:59", "retry after <time>", starts: .digit,
      by: .time),
  ]

  private static let numbers: [Mask] = [
    Mask(
      "IPv4", "<ip>", "an IPv4 address, with port or prefix length", "connect to 10.0.0.12:5432 refused",
      "connect to <ip> refused", starts: .digit, by: .ipv4),
    Mask(
      "version", "<version>", "a version of three numbers, or two after a v", "needs v2.1 or 3.11.2-rc1",
      "needs <version> or <version>", starts: [.mixed, .digit], by: .version),
    Mask(
      "money", "<money>", "an amount with a currency", "charge of $1,299.00 (EUR 12) declined",
      "charge of <money> (<money>) declined", starts: [.currency, .digit, .dated], by: .money),
    Mask(
      "dump", "<hex>", "three bytes or more in hexadecimal, with spaces between",
      "received 1C FA 26 E2 from band",
      "received <hex> from band", starts: [.mixed, .digit], by: .dump),
    Mask(
      "size", "<size>", "a number of bytes", "sent 1301 bytes (1.27 KB), limit 64k",
      "sent <size> (<size>), limit <size>", starts: .digit, by: .size),
    Mask(
      "duration", "<duration>", "a number with a unit of time", "timed out after 30.5s, not <1 sec",
      "timed out after <duration>, not <duration>", starts: [.digit, .sign, .other], by: .duration),
    Mask(
      "hexadecimal", "<hex>", "0x and hexadecimal digits", "fault at 0x7ffde4a1", "fault at <hex>",
      starts: .digit, by: .prefixedHex),
    Mask(
      "number", "<num>", "a number, with sign, separators, fraction and exponent",
      "rate limit 1,000 exceeded by -3.5e-4", "rate limit <num> exceeded by <num>", starts: [.digit, .sign],
      by: .number),
  ]

  private static let identifiers: [Mask] = [
    Mask(
      "value of a key", "<value>", "the value of key=value, for keys that identify",
      "login failed user=root host=db7,retry=no", "login failed user=root host=<value>,retry=no",
      starts: .equals, by: .keyValue),
    Mask(
      "hash", "<hex>", "eight hexadecimal digits or more", "commit 9fceb02d0ae598e9 missing",
      "commit <hex> missing", starts: [.mixed, .digit], by: .hex),
    Mask(
      "file", "<file>", "a file name by its ending", "cannot open report_q3.csv", "cannot open <file>",
      starts: [.mixed, .digit], by: .file),
    Mask(
      "host", "<host>", "a host name by its last label, with port", "proxy.cse.cuhk.edu.hk:5070 refused",
      "<host> refused", starts: [.mixed, .colon, .digit], by: .host),
    Mask(
      "path", "<path>", "an absolute path", "no such file: /var/lib/app/x.db or C:\\tmp\\y",
      "no such file: <path> or <path>", starts: [.path, .colon], by: .path),
    Mask(
      "relative path", "<path>", "a relative path", "in src/app/main.swift", "in <path>",
      starts: [.mixed, .slash, .digit], by: .relativePath),
    Mask(
      "identifier", "<id>", "a word with digits; letters before them stay",
      "user_8123, ORD-2024-0012, #W2378",
      "user_<id>, ORD-<id>, #<id>", starts: [.mixed, .digit], by: .identifier),
    Mask(
      "quoted", "<text>", "a short quoted string, also in \\042",
      "KeyError: 'order total' at \\042alt0\\042", "KeyError: '<text>' at \\042<text>\\042",
      starts: [.quote, .path], by: .quoted),
  ]
}

internal import JSONBytes

/// Texts of systems that write in capitals alone, as hosts of airlines and banks do.
extension ErrorPhraseIndex {
  /// Whether the first line of a text has no small letter and says in capitals that something was refused or is not there:
  /// `UC - UNABLE, FARE EXPIRED 5218`, `CONTRACT NOT IN FORCE`.
  ///
  /// That a thing is closed or expired may be what was asked for.
  func shouts(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard !text.isEmpty, Self.isUpper(bytes[text.start]) else { return false }
    var line: [UInt8] = []
    for place in text.indices {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\n") { break }
      // What stands between quotation marks or behind an equals sign is data, and so is a table.
      let isData = [UInt8(ascii: "\""), UInt8(ascii: "="), UInt8(ascii: "|"), UInt8(ascii: "\t")].contains(
        byte)
      // Columns stand apart.
      let isApart = byte == 0x20 && line.last == 0x20
      guard byte < 0x80, !isApart, !(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")), !isData,
        line.count < Self.shoutBytes
      else { return false }
      line.append(byte)
    }
    let words = line.split { !Self.isLetter($0) }.map { String(decoding: $0, as: UTF8.self) }
    guard words.count > 1 else { return false }
    return words.contains(where: Self.refusals.contains)
      || zip(words, words.dropFirst()).contains { Self.pairs.contains("\($0) \($1)") }
  }

  private static let shoutBytes = 120
  private static let refusals: Set<String> = [
    "UNABLE", "DENIED", "FAILED", "FAILURE", "INVALID", "REJECTED", "REFUSED", "UNAVAILABLE", "FORBIDDEN",
    "UNAUTHORIZED", "PROHIBITED", "UNREACHABLE",
  ]
  private static let pairs: Set<String> = [
    "NOT PERMITTED", "NOT ALLOWED", "NOT FOUND", "NOT AVAILABLE", "NOT VALID", "NOT AUTHORIZED", "NOT IN",
    "NOT POSSIBLE", "NOT SUPPORTED", "LINK DOWN", "HOST DOWN", "SYSTEM DOWN", "RETRY LATER", "TRY LATER",
    "TIMED OUT", "UNDER RESTRICTION",
  ]
}

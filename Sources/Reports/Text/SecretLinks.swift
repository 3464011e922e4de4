/// Links that let in whoever has them: to set a password anew, to confirm an address, to be invited.
enum SecretLinks {
  private static let queryKeys: [StaticString] = ["code", "key", "ticket", "invite", "confirmation", "reset"]
  private static let pathParts: [StaticString] = [
    "reset", "reset-password", "reset_password", "password-reset", "password_reset", "verify", "verify-email",
    "confirm", "confirmation", "activate", "magic", "magic-link", "magiclink", "invite", "invitation",
  ]

  /// The secret behind a name in a link, `?code=…` or `/reset/…`; `nil` where what stands there is none.
  static func secret(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    let names: [StaticString]
    switch (bytes.byte(name.lowerBound - 1), bytes.byte(name.upperBound)) {
    case (0x3F, 0x3D), (0x26, 0x3D): names = queryKeys
    case (0x2F, 0x2F): names = pathParts
    default: return nil
    }
    guard
      names.contains(where: { $0.utf8CodeUnitCount == name.count && bytes.hasText($0, at: name.lowerBound) })
    else {
      return nil
    }
    let start = name.upperBound + 1
    let range = start..<bytes.end(from: start) { $0.isTokenByte }
    return isDrawnByLot(bytes, range) ? range : nil
  }

  /// Whether a value is hexadecimal or of small letters, capitals and digits: no number of an order and no day is.
  private static func isDrawnByLot(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 12, range.count(where: { bytes[$0].isDigit }) >= 2 else { return false }
    let isHexadecimal = range.allSatisfy {
      bytes[$0].isDigit || bytes[$0] == 0x2D || (0x61...0x66).contains(bytes[$0] | 0x20)
    }
    let hasSmall = range.contains { bytes[$0].isLetter && !bytes[$0].isUppercase }
    let hasCapital = range.contains { bytes[$0].isUppercase }
    return isHexadecimal ? range.count >= 16 && (hasSmall || hasCapital) : hasSmall && hasCapital
  }
}

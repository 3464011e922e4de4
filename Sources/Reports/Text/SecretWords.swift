/// Words for a password in languages other than English, and the words that say what it is.
enum SecretWords {
  /// Words with letters beyond ASCII, in the cases that are written; of ASCII letters either case is read.
  private static let index = WordIndex([
    "密码", "密碼", "口令", "パスワード", "暗証番号", "비밀번호", "패스워드", "암호", "пароль", "Пароль", "ПАРОЛЬ", "парола",
    "Парола", "contraseña", "contraseÑa", "hasło", "hasŁo", "şifre", "Şifre", "lösenord", "lÖsenord",
    "jelszó",
    "κωδικός", "Κωδικός", "mật khẩu", "mẬt khẨu", "كلمة المرور", "كلمة السر", "סיסמה", "סיסמא", "पासवर्ड",
    "รหัสผ่าน",
  ])

  /// The end of such a word that begins at an index; `nil` where none does.
  static func end(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let first = bytes.byte(start)
    for word in index.words(startingWith: first.isLetter ? first | 0x20 : first)
    where start + word.count <= bytes.count {
      let isSame = word.indices.allSatisfy {
        let found = bytes[start + $0]
        return found == word[$0] || word[$0].isLetter && found | 0x20 == word[$0]
      }
      if isSame { return start + word.count }
    }
    return nil
  }

  /// Whether a key is one of these words.
  static func isBeyondASCII(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
    key.contains { bytes[$0] >= 0x80 }
  }

  /// Whether a key is of a language that is written without spaces, where a value of ASCII ends with the first letter
  /// that is none.
  static func isUnspaced(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
    bytes.byte(key.lowerBound) >= 0xE0
  }

  /// What says that a value follows, with a space before and behind.
  private static let copulas: [StaticString] = ["is", "ist", "es", "est", "é", "è", "это"]
  private static let polishCopulas: [StaticString] = ["to", "jest"]

  /// The same right behind the word.
  private static let gluedCopulas: [StaticString] = ["是", "为", "為", "は", "는", "은"]

  /// Where a value begins that a word says behind a key: `password is …`, `密码是…`; `nil` where none does.
  static func saidStart(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Int? {
    let end = key.upperBound
    if isUnspaced(bytes, key) {
      for word in gluedCopulas where bytes.hasExactText(word, at: end) {
        return bytes.end(from: end + word.utf8CodeUnitCount, limit: 4, while: isBetween)
      }
    }
    guard bytes.byte(end) == 0x20 else { return nil }
    let isPolish = bytes.hasText("has", at: key.lowerBound)
    for word in isPolish ? polishCopulas : copulas where bytes.hasText(word, at: end + 1) {
      let behind = end + 1 + word.utf8CodeUnitCount
      let start = bytes.end(from: behind, limit: 3, while: isBetween)
      if start > behind { return start }
    }
    return nil
  }

  private static func isBetween(_ byte: UInt8) -> Bool { [0x20, 0x3A, 0x22, 0x27, 0x60].contains(byte) }
}

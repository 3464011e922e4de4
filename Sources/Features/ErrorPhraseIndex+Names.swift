/// Leaves out of a message what names the things that it is about: their names say nothing of what failed.
extension ErrorPhraseIndex {
  /// A message without the names of files and machines in it, which are of what the work is about: `src/payments.py`,
  /// `billing-19`, `auth.example.com`; and without numbers that are no status.
  static func withoutNames(_ message: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var before: ArraySlice<UInt8> = []
    let isFault = isFaultOfProgram(message)
    for (number, word) in message.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
      if number > 0 { output.append(0x20) }
      if isFault, isQuoted(word) { continue }
      if !isPath(word), !isAddress(word), !isHost(word), !isCount(word, after: before) { output += word }
      before = word
    }
    return output.contains(where: isLetter) ? output : message
  }

  /// Whether a message begins with what a run-time calls a fault in a program: what it quotes is a name of the program.
  private static func isFaultOfProgram(_ message: [UInt8]) -> Bool {
    let name = message.prefix { isNamePart($0) }
    guard name.endIndex < message.count, message[name.endIndex] == UInt8(ascii: ":") else { return false }
    let start = name.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? name.startIndex
    return faults.contains(String(decoding: name[start...], as: UTF8.self))
  }

  private static let faults: Set<String> = [
    "NameError", "UnboundLocalError", "AttributeError", "KeyError", "TypeError", "ImportError",
    "ModuleNotFoundError", "IndexError", "ReferenceError", "NoMethodError",
  ]

  /// Whether a word stands in quotation marks alone.
  private static func isQuoted(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") else {
      return false
    }
    return word.dropFirst().contains(first)
  }

  /// Whether a word is the address of a page, whose parts and questions may be anything.
  private static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
    guard let slash = word.firstIndex(of: UInt8(ascii: "/")) else { return false }
    let isWhole =
      slash > word.startIndex && word[slash - 1] == UInt8(ascii: ":")
      && slash + 1 < word.endIndex && word[slash + 1] == UInt8(ascii: "/")
    return isWhole || slash == word.startIndex && word.contains(UInt8(ascii: "?"))
  }

  /// Whether a word is a name of small letters with points or hyphens in it, as machines and their parts have: one
  /// with points has two or more, one with hyphens ends in a number.
  private static func isHost(_ word: ArraySlice<UInt8>) -> Bool {
    let name = word.drop { !isNamePart($0) }.prefix { isNamePart($0) || $0 == UInt8(ascii: "-") }
    let bare = name.last == UInt8(ascii: ".") ? name.dropLast() : name
    guard bare.contains(where: isLetter), !bare.contains(where: isUpper), !bare.contains(UInt8(ascii: "_"))
    else {
      return false
    }
    if bare.count(where: { $0 == UInt8(ascii: ".") }) > 1 { return !endsAsClass(bare) }
    guard let hyphen = bare.lastIndex(of: UInt8(ascii: "-")) else { return false }
    let number = bare[(hyphen + 1)...].prefix { $0 != UInt8(ascii: ".") }
    return !number.isEmpty && number.allSatisfy(isDigit)
  }

  /// Whether a name with points is one of a class or module of errors.
  private static func endsAsClass(_ name: ArraySlice<UInt8>) -> Bool {
    ["error", "exception", "errors", "exceptions"].contains {
      name.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// Whether a word is a number behind one that names no status: `order 402`.
  private static func isCount(_ word: ArraySlice<UInt8>, after before: ArraySlice<UInt8>) -> Bool {
    guard word.count == 3, word.allSatisfy(isDigit), let last = before.last, isLetter(last) else {
      return false
    }
    return !statusWords.contains(String(decoding: before, as: UTF8.self).lowercased())
  }

  private static let statusWords: Set<String> = [
    "http", "https", "status", "code", "error", "err", "response", "with", "returned", "got", "a", "an", "is",
    "was", "failed", "statuscode",
  ]

  /// Whether a word holds a slash, and behind the last one a name with an ending.
  private static func isPath(_ word: ArraySlice<UInt8>) -> Bool {
    guard let slash = word.lastIndex(of: UInt8(ascii: "/")), !word.contains(UInt8(ascii: "?")) else {
      return false
    }
    let name = word[(slash + 1)...]
    guard let point = name.firstIndex(of: UInt8(ascii: ".")), point > name.startIndex else { return false }
    let ending = name[(point + 1)...].prefix { isLetter($0) || isDigit($0) }
    return (1...5).contains(ending.count) && !name.contains(0x0A)
  }

  /// Whether a message says that a setting is missing from the environment, in words or as Python does, which looks
  /// names in capitals up nowhere else: `KeyError: 'DATABASE_URL'`.
  static func lacksSetting(_ message: [UInt8]) -> Bool {
    let head = message.prefix(settingBytes)
    if head.starts(with: keyError) {
      let name = head.dropFirst(keyError.count).prefix { $0 != UInt8(ascii: "'") }
      return name.count > 4 && name.contains(UInt8(ascii: "_"))
        && name.allSatisfy { isUpper($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    guard head.holdsLetters(environment) else { return false }
    let words = String(decoding: head, as: UTF8.self).lowercased()
    return words.contains("environment variable")
      && ["not set", "missing", "required", "undefined", "not defined", "unset"].contains {
        words.contains($0)
      }
  }

  private static let environment = Array("environment variable".utf8)
  private static let keyError = Array("KeyError: '".utf8)
  private static let settingBytes = 160
}

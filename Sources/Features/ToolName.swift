/// The words of a tool's name: of `Computer_terminal`, `runShellCommand` and `bash`.
enum ToolName {
  /// The first word, in small letters.
  static func firstWord(of name: String) -> String { words(of: name).first ?? "" }

  /// The words, in small letters.
  static func words(of name: String) -> [String] {
    var words: [[UInt8]] = []
    var (isOpen, wasSmall, isPlain) = (false, false, true)
    for byte in name.utf8 {
      let isLarge = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      let isBeyond = byte >= 0x80
      let isWord = isLarge || isBeyond || ErrorPhraseIndex.isLetter(byte) || ErrorPhraseIndex.isDigit(byte)
      // A capital begins a word behind a small letter: `runShell`, not `SQL`.
      if isWord, !isOpen || isLarge && wasSmall { words.append([]) }
      if isWord { words[words.count - 1].append(isLarge ? byte | 0x20 : byte) }
      if isBeyond { isPlain = false }
      (isOpen, wasSmall) = (isWord, isWord && !isLarge)
    }
    return words.map {
      let word = String(decoding: $0, as: UTF8.self)
      return isPlain ? word : word.lowercased()
    }
  }
}

/// The words of a tool's name: of `Computer_terminal`, `runShellCommand` and `bash`.
enum ToolName {
  /// The first word, in small letters.
  static func firstWord(of name: String) -> String { words(of: name).first ?? "" }

  /// The words, in small letters.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    var wasSmall = false
    for character in name {
      let isWord = character.isLetter || character.isNumber
      // A capital begins a word behind a small letter: `runShell`, not `SQL`.
      if isWord, isOpen, !(character.isUppercase && wasSmall) {
        words[words.count - 1].append(contentsOf: character.lowercased())
      } else if isWord {
        words.append(character.lowercased())
      }
      isOpen = isWord
      wasSmall = isWord && !character.isUppercase
    }
    return words
  }
}

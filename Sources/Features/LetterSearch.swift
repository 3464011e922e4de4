/// A quick look for words of small letters, which tells where a slower one is worth its time.
extension ArraySlice<UInt8> {
  /// Whether some small letters and spaces stand somewhere, in capitals or small letters.
  ///
  /// - Parameter words: Not empty.
  func holdsLetters(_ words: [UInt8]) -> Bool {
    guard words.count <= count else { return false }
    return (startIndex...endIndex - words.count).contains { start in
      self[start] | 0x20 == words[0]
        && words.indices.allSatisfy { self[start + $0] | 0x20 == words[$0] }
    }
  }
}

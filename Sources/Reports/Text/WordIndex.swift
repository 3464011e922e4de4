/// Words as bytes, by their first byte, so that most places in a text are done with after one look.
struct WordIndex: Sendable {
  private let wordsByFirst: [[[UInt8]]]

  /// - Parameter words: In the order in which they are tried; in small letters where capitals are to match too.
  init(_ words: [String]) {
    var wordsByFirst = [[[UInt8]]](repeating: [], count: 256)
    for word in words {
      let bytes = Array(word.utf8)
      guard let first = bytes.first else { continue }
      wordsByFirst[Int(first)].append(bytes)
    }
    self.wordsByFirst = wordsByFirst
  }

  /// The words that start with a byte, in their order.
  func words(startingWith byte: UInt8) -> [[UInt8]] { wordsByFirst[Int(byte)] }
}

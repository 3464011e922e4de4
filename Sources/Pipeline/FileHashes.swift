internal import Features

/// The hash of each file's bytes as decompressed, by its place in the list of files.
package struct FileHashes: Sendable {
  private var hashes: [Int: UInt64] = [:]

  /// Takes in the bytes of a block; blocks come in the order of the files.
  mutating func add(_ block: BlockIntake) {
    guard block.isOfFile else { return }
    var hash = ByteHash(seed: hashes[block.fileIndex] ?? 0)
    hash.add(block.byteHash)
    hashes[block.fileIndex] = hash.value
  }

  /// The hash of a file as 16 hexadecimal digits.
  package func digits(ofFile index: Int) -> String {
    let digits = String(hashes[index] ?? 0, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

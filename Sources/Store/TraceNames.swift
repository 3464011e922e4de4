import Foundation

/// Hashed names of traces, ascending, as they are stored: eight bytes each, the lowest first.
enum TraceNames {
  static func data(of names: [UInt64]) -> Data {
    let sorted = names.sorted().map(\.littleEndian)
    return unsafe sorted.withUnsafeBytes { unsafe Data($0) }
  }

  /// Marks the names that stored ones hold too.
  ///
  /// - Parameters:
  ///   - names: Ascending.
  ///   - marks: One a name.
  ///
  /// - Complexity: O(names + stored).
  static func mark(_ names: [UInt64], in data: Data, _ marks: inout [Bool]) {
    unsafe data.withUnsafeBytes { bytes in
      var place = 0
      let count = bytes.count / 8
      for index in 0..<count {
        let stored = UInt64(
          littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        while place < names.count, names[place] < stored { place += 1 }
        guard place < names.count else { return }
        if names[place] == stored { marks[place] = true }
      }
    }
  }

  /// Whether stored names are in order, each once, and as many as were counted.
  static func isSound(_ data: Data, count: Int) -> Bool {
    guard data.count == count * 8 else { return false }
    return unsafe data.withUnsafeBytes { bytes in
      var last: UInt64?
      for index in 0..<count {
        let name = UInt64(
          littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        if let last, last >= name { return false }
        last = name
      }
      return true
    }
  }
}

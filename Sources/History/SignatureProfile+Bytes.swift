extension SignatureProfile {
  /// The profile as it is stored: eight bytes an element, key and weight, the lowest byte first.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(elements.count * 8)
    for element in elements {
      for word in [element.key, element.weight.bitPattern] {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
      }
    }
    return bytes
  }

  /// Reads a stored profile; `nil` if the bytes are none.
  package init?(bytes: [UInt8]) {
    guard bytes.count % 8 == 0 else { return nil }
    let elements = stride(from: 0, to: bytes.count, by: 8).map { start in
      Element(
        key: Self.word(bytes, start), weight: Float(bitPattern: Self.word(bytes, start + 4)))
    }
    guard elements.allSatisfy({ $0.weight.isFinite && $0.weight > 0 }),
      zip(elements, elements.dropFirst()).allSatisfy({ $0.key < $1.key })
    else { return nil }
    self.init(elements)
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32($1 * 8) }
  }
}

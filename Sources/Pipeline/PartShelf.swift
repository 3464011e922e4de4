internal import JSONBytes
internal import Traces

/// Parts of traces as bytes, sorted into partitions by the trace that they belong to, so that all parts of a
/// trace meet in one partition however far apart their records stand.
package struct PartShelf: Sendable {
  /// So many that a partition of an input of many gigabytes fits into memory.
  package static let partitionCount = 64

  /// The bytes of each partition: one part after the other, each behind its header.
  package private(set) var partitions: [[UInt8]] = []

  package init() {}

  package var isEmpty: Bool { partitions.isEmpty }

  /// Adds a part with the bytes of its record.
  mutating func append(_ facts: PartFacts, _ place: RecordPlace, _ bytes: some Collection<UInt8>) {
    if partitions.isEmpty { partitions = Array(repeating: [], count: Self.partitionCount) }
    let partition = Int(truncatingIfNeeded: facts.key >> 58)
    let header = PartHeader(facts: facts, place: place, byteCount: bytes.count)
    header.write(to: &partitions[partition])
    partitions[partition].append(contentsOf: bytes)
  }
}

/// What stands before the bytes of a part.
struct PartHeader {
  let facts: PartFacts
  let place: RecordPlace
  let byteCount: Int

  private static let wordCount = 9
  static let byteCount = wordCount * 8

  init(facts: PartFacts, place: RecordPlace, byteCount: Int) {
    self.facts = facts
    self.place = place
    self.byteCount = byteCount
  }

  func write(to bytes: inout [UInt8]) {
    let words: [UInt64] = [
      facts.key, facts.id, facts.updatedAt.bitPattern,
      UInt64(facts.family.rawValue) << 32 | UInt64(facts.format), UInt64(place.fileIndex),
      UInt64(place.record.offset), UInt64(place.record.length),
      UInt64(place.record.line) << 32 | UInt64(place.element), UInt64(byteCount),
    ]
    for word in words {
      unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }
  }

  /// Reads a header at a position; `nil` where none begins there.
  init?(in bytes: [UInt8], at position: Int, end: Int) {
    guard position + Self.byteCount <= end else { return nil }
    func word(_ index: Int) -> UInt64 {
      var value: UInt64 = 0
      for offset in 0..<8 { value |= UInt64(bytes[position + index * 8 + offset]) << UInt64(offset * 8) }
      return value
    }
    guard let family = TraceFamily(rawValue: UInt8(truncatingIfNeeded: word(3) >> 32)) else { return nil }
    facts = PartFacts(
      family: family, format: Int(word(3) & 0xFFFF_FFFF), key: word(0), id: word(1),
      updatedAt: Double(bitPattern: word(2)))
    let record = RecordRange(offset: Int(word(5)), length: Int(word(6)), line: Int(word(7) >> 32))
    place = RecordPlace(fileIndex: Int(word(4)), record: record, element: Int(word(7) & 0xFFFF_FFFF))
    byteCount = Int(word(8))
  }
}

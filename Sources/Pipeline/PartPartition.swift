internal import JSONBytes
internal import Traces

/// The parts of one partition, by the trace that they belong to.
struct PartPartition {
  struct Part {
    let facts: PartFacts
    let place: RecordPlace
    let range: ByteRange
  }

  /// The parts of one trace, in the order of the files.
  struct Group {
    var parts: [Part] = []

    /// Parts whose place another of the same id has taken.
    var duplicates: [Part] = []

    var assembled: [TraceAssembly.Part] {
      parts.map { TraceAssembly.Part(format: $0.facts.format, range: $0.range) }
    }
  }

  /// The partition's bytes, with the padding that a parser needs behind them.
  let bytes: [UInt8]

  /// The traces, in the order in which their first records stand.
  let groups: [Group]

  /// - Parameter pieces: The partition's bytes; a part may begin in one piece and end in another.
  init(_ pieces: [[UInt8]]) {
    let count = pieces.reduce(0) { $0 + $1.count }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + JSONParser.padding)
    for piece in pieces { bytes.append(contentsOf: piece) }
    JSONParser.appendPadding(to: &bytes)
    self.bytes = bytes
    var byKey: [UInt64: [Part]] = [:]
    var position = 0
    while let header = PartHeader(in: bytes, at: position, end: count) {
      let range = ByteRange(start: position + PartHeader.byteCount, count: header.byteCount)
      byKey[header.facts.key, default: []].append(
        Part(facts: header.facts, place: header.place, range: range))
      position = range.end
    }
    precondition(position == count, "\(position) of \(count) bytes hold parts")
    groups = byKey.values.map { Self.group($0, bytes) }
      .sorted { $0.parts[0].place.precedes($1.parts[0].place) }
  }

  /// Sorts out parts of one id: the latest stays, of equally late ones the longest.
  private static func group(_ parts: [Part], _ bytes: [UInt8]) -> Group {
    var group = Group()
    var places: [PartName: Int] = [:]
    for part in parts.sorted(by: { $0.place.precedes($1.place) }) {
      let name = PartName(format: part.facts.format, id: part.facts.id)
      guard part.facts.id != 0, let known = places[name] else {
        places[name] = group.parts.count
        group.parts.append(part)
        continue
      }
      if isLater(part, than: group.parts[known], bytes) {
        group.duplicates.append(group.parts[known])
        group.parts[known] = part
      } else {
        group.duplicates.append(part)
      }
    }
    group.parts.sort { $0.place.precedes($1.place) }
    return group
  }

  private struct PartName: Hashable {
    let format: Int
    let id: UInt64
  }

  private static func isLater(_ one: Part, than other: Part, _ bytes: [UInt8]) -> Bool {
    let (times, counts) = (
      (one.facts.updatedAt, other.facts.updatedAt), (one.range.count, other.range.count)
    )
    if times.0 != times.1 { return times.0 > times.1 }
    if counts.0 != counts.1 { return counts.0 > counts.1 }
    return bytes[other.range.indices].lexicographicallyPrecedes(bytes[one.range.indices])
  }
}

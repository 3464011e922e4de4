import Ingest
import JSONBytes
import Pipeline
import Traces

/// Reads again the traces whose text is shown.
struct TraceReadBack {
  let files: [SourceFile]
  let outcomes: OutcomeRule
  let map: TraceMap?

  /// The traces at places, in their order; `nil` for one whose records are not what they were.
  func traces(at places: [TracePlace]) throws -> [Trace?] {
    var ranges: [Int: Set<Range<Int>>] = [:]
    for record in places.flatMap(\.records) {
      ranges[record.fileIndex, default: []].insert(record.record.offset..<record.record.end)
    }
    var texts: [Int: [Range<Int>: [UInt8]]] = [:]
    for (fileIndex, wanted) in ranges.sorted(by: { $0.key < $1.key }) {
      let ordered = wanted.sorted { $0.lowerBound < $1.lowerBound }
      let bytes = try files[fileIndex].bytes(at: ordered)
      texts[fileIndex] = Dictionary(uniqueKeysWithValues: zip(ordered, bytes))
    }
    let recovery = TraceRecovery(outcomes: outcomes, map: map)
    return places.map { place in
      let records = place.records.map { record in
        texts[record.fileIndex]?[record.record.offset..<record.record.end] ?? []
      }
      return recovery.trace(at: place, records: records)
    }
  }
}

import Foundation
import JSONBytes
import Testing
import Traces

@testable import Pipeline

/// The traces of the samples in `Tests/FormatSamples`, of which each folder is one export.
struct SampleTraces {
  private(set) var collection = TraceCollection()
  private(set) var inspection: Inspection
  private var blocks: [RecordBlock] = []

  /// Reads the files of a folder.
  init(_ name: String) throws {
    self.init(try Self.sampleFiles(name))
  }

  /// The bytes of the files of a sample.
  static func sampleFiles(_ name: String) throws -> [[UInt8]] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try files(in: root.appendingPathComponent("FormatSamples/\(name)").path)
  }

  init(_ files: [[UInt8]]) {
    inspection = Inspection(fileCount: files.count)
    blocks = files.enumerated().map { Self.block($0.element, fileIndex: $0.offset) }
    let plan = MiningPlan(scope: .all)
    MadeBlocks.forEachIntake(of: blocks, TraceIntake(plan: plan)) { collection.add($0) }
    collection.finish()
    MadeBlocks.forEachIntake(of: blocks, TraceIntake(plan: plan, for: .inspection)) { inspection.add($0) }
    inspection.finish()
  }

  /// The bytes of the files in a folder, in the order of their paths; or of the one file.
  static func files(in folder: String) throws -> [[UInt8]] {
    if folder.hasSuffix(".json") { return [try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder)))] }
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try paths.sorted().compactMap { path in
      let whole = URL(fileURLWithPath: folder + "/" + path)
      guard try whole.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false else { return nil }
      return try [UInt8](Data(contentsOf: whole))
    }
  }

  /// A block of a whole file, with the records that stand in it.
  static func block(_ bytes: [UInt8], fileIndex: Int) -> RecordBlock {
    let held = PaddedBytes(bytes)
    var found = RecordsFound()
    held.withBytes { span in
      switch FirstLook(at: span) {
      case .records(let layout, let offset):
        var scanner = RecordScanner(
          layout: layout, maximumRecordLength: RecordScanner.defaultMaximumRecordLength, offset: offset)
        scanner.scan(span.extracting(offset..<span.byteCount), into: &found)
        scanner.finish(into: &found)
      case .nothing(let reason):
        found.problems.append(RecordProblem(offset: 0, length: bytes.count, line: 1, reason: reason))
      }
    }
    return RecordBlock(
      fileIndex: fileIndex, offset: 0, bytes: held, records: found.records, problems: found.problems)
  }

  /// The traces, read again from their places as a report reads them.
  func traces() -> [Trace] {
    let recovery = TraceRecovery(outcomes: OutcomeRule())
    return collection.rows.compactMap { row in
      recovery.trace(
        at: row.place, records: row.place.records.map { blocks[$0.fileIndex].copy(of: $0.record) })
    }
  }

  /// Whether traces, joined records, duplicates and rejections add up to the records.
  var addsUp: Bool {
    collection.recordCount == collection.traceCount + collection.joinedCount + collection.duplicateCount
      + collection.rejections.count
  }
}

/// The one trace of records, one a line, all in one file.
func only(_ lines: String...) throws -> Trace {
  let read = SampleTraces([Array(lines.joined(separator: "\n").utf8)])
  #expect(read.collection.rejections.map(\.reason) == [])
  #expect(read.addsUp)
  return try #require(read.traces().first)
}

extension Trace {
  /// The trace as lines: a turn each, calls behind the turn that makes them, what went wrong behind the result.
  var lines: [String] {
    turns.indices.flatMap { index -> [String] in
      let answered = toolCalls.first { $0.resultTurn == index }
      let mark = answered?.mark.map { " !\($0.provenance.name)" } ?? ""
      let tool = answered.map { "(\(string($0.tool)))" } ?? ""
      let calls = toolCalls.filter { $0.turn == index && $0.resultTurn != index }.map { call in
        "  → \(string(call.tool)) \(string(call.arguments).filter { $0 != " " })"
      }
      return ["\(turns[index].role.name)\(tool): \(string(turns[index].text))\(mark)"] + calls
    }
  }
}

import CSVBytes
import Clustering
import Foundation

/// How well assignments agree with the modes that were planted, among the failed traces that have one.
///
/// A trace that belongs to no signature counts as a cluster of its own.
struct Quality {
  let agreement: AgreementOfPartitions

  init(truth: String, assignments: String) throws {
    var modeOfTrace: [(trace: String, mode: String)] = []
    for row in try Self.rows(of: truth, ["trace_id", "mode", "shown_outcome"])
    where !row[1].isEmpty && row[2] == "failure" {
      modeOfTrace.append((row[0], row[1]))
    }
    let found = Dictionary(
      try Self.rows(of: assignments, ["trace_id", "signature_id"]).map { ($0[0], $0[1]) },
      uniquingKeysWith: { first, _ in first })
    var (modes, signatures) = (Numbering(), Numbering())
    agreement = AgreementOfPartitions(
      truth: modeOfTrace.map { modes.number(of: $0.mode) },
      found: modeOfTrace.map { pair in
        let signature = found[pair.trace] ?? ""
        return signatures.number(of: signature.isEmpty ? "alone \(pair.trace)" : signature)
      })
  }

  /// Such as `0.969 / 0.963`: the adjusted Rand index and the V-measure.
  var indices: String {
    FigureText.decimal(agreement.adjustedRandIndex, 3) + " / " + FigureText.decimal(agreement.vMeasure, 3)
  }

  /// Such as `70 of 80`.
  var recovered: String { "\(agreement.recoveredClusterCount()) of \(agreement.trueClusterCount)" }

  /// Gives names numbers in the order in which they come.
  private struct Numbering {
    private var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
      let next = Int32(numbers.count)
      let number = numbers[name] ?? next
      numbers[name] = number
      return number
    }
  }

  /// The columns asked for, row by row.
  private static func rows(of path: String, _ columns: [String]) throws -> [[String]] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var reader = CSVRows(of: bytes)
    var fields: [CSVRows.Field] = []
    guard reader.next(in: bytes, into: &fields) else { return [] }
    let header = fields.map { text(of: $0, in: bytes) }
    let places = try columns.map { column in
      guard let place = header.firstIndex(of: column) else {
        throw Program.Failure(description: "\(path) has no column \(column)")
      }
      return place
    }
    var rows: [[String]] = []
    while reader.next(in: bytes, into: &fields) {
      rows.append(places.map { $0 < fields.count ? text(of: fields[$0], in: bytes) : "" })
    }
    return rows
  }

  private static func text(of field: CSVRows.Field, in bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    return field.hasQuotes ? text.replacingOccurrences(of: "\"\"", with: "\"") : text
  }
}

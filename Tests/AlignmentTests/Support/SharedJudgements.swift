import Alignment
import CSVBytes
import Foundation
import Labels

/// The sets of human and judge labels that lie beside the package, where they are there.
enum SharedJudgements {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/judgements")

  static let sets = ["pandalm", "llmjudge_shared", "llmbar", "jb_newsroom", "jb_inferential"]

  static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) }
  }

  /// The rows of a CSV file as texts by column; `nil` where it is absent.
  static func rows(_ path: String) -> [[String: String]]? {
    guard let bytes = bytes(path) else {
      print("skipped: \(path) of the shared judgements is not here")
      return nil
    }
    var reader = CSVRows(of: bytes)
    var fields: [CSVRows.Field] = []
    var header: [String] = []
    var rows: [[String: String]] = []
    while reader.next(in: bytes, into: &fields) {
      let texts = fields.map { String(decoding: bytes[$0.range], as: UTF8.self) }
      if header.isEmpty {
        header = texts
      } else {
        rows.append(Dictionary(uniqueKeysWithValues: zip(header, texts)))
      }
    }
    return rows
  }

  static func table(_ set: String) throws -> LabelTable? {
    guard let bytes = bytes("\(set).csv") else { return nil }
    var table = LabelTable()
    try table.append(bytes, file: "\(set).csv")
    return table
  }

  /// The ratings of each criterion of a set, with its own scales.
  static func ratings(_ set: String) throws -> (table: LabelTable, ratings: [Ratings])? {
    guard let table = try table(set), let meta = bytes("meta.json") else { return nil }
    let file = try ScaleFile(meta, file: "meta.json")
    var scales: [String: LabelScale] = [:]
    for name in table.criteria.texts { scales[name] = file.scale(of: name, set: set) }
    return (table, RatingsReader(scales: scales).ratings(in: table))
  }
}

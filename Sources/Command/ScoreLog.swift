import Evaluators
import Gate
import JSONBytes

/// The scores of a run, taken from the lines of its file.
final class ScoreLog {
  private var lines: [UInt8] = []

  /// Forgets the lines of a reading that begins anew.
  func begin() { lines = [] }

  /// Takes lines of `scores.jsonl`.
  func take(_ bytes: [UInt8]) { lines += bytes }

  /// In the order of the lines.
  var scores: [Score] {
    let parser = JSONParser()
    return lines.split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? parser.parse(Array(line))).flatMap { ScoreRecord($0) }?.score
    }
  }
}

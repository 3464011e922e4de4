/// The scores of one evaluator in a table, by its versions.
///
/// A class, because a table's many columns are counted with every copy of what holds it.
final class EvaluatorRows: Sendable {
  /// By which verdicts can be compared: the same version is the same question, asked in the same way.
  struct Version: Hashable {
    let evaluator: Int32
    let criterion: Int32
  }

  let table: ScoreTable

  /// The version that most traces were scored by.
  let version: Version

  /// The rows of that version that stand for the release, in order: the last of each trace, without canaries.
  ///
  /// Where there are canaries alone, those.
  let rows: [Int32]

  /// The row of each trace that was scored by a version, −1 where none was; canaries included.
  let rowOfTrace: [Version: [Int32]]

  /// Rows that a later one of the same trace and version replaces.
  let repeatedCount: Int
  let canaryCount: Int

  /// Rows of other versions.
  let otherCount: Int

  /// - Parameters:
  ///   - evaluator: The number of its name in the table's words.
  ///   - all: The rows of the evaluator, in order; at least one.
  init(_ table: ScoreTable, rows all: [Int32], traceCount: Int) {
    self.table = table
    var counts: [Version: (release: Int, all: Int)] = [:]
    for row in all {
      counts[table.version(row: row), default: (0, 0)].all += 1
      if !table.isCanary[Int(row)] { counts[table.version(row: row), default: (0, 0)].release += 1 }
    }
    let order = counts.keys.sorted { ($0.evaluator, $0.criterion) < ($1.evaluator, $1.criterion) }
    let version = order.max {
      (counts[$0]?.release ?? 0, counts[$0]?.all ?? 0) < (counts[$1]?.release ?? 0, counts[$1]?.all ?? 0)
    }
    self.version = version ?? table.version(row: all[0])
    var rowOfTrace: [Version: [Int32]] = [:]
    for version in order {
      var places = [Int32](repeating: -1, count: traceCount)
      for row in all where table.version(row: row) == version { places[Int(table.trace[Int(row)])] = row }
      rowOfTrace[version] = places
    }
    self.rowOfTrace = rowOfTrace
    let places = rowOfTrace[self.version] ?? []
    let ofVersion = all.filter { [version = self.version] in table.version(row: $0) == version }
    let last = ofVersion.filter { places[Int(table.trace[Int($0)])] == $0 }
    let release = last.filter { !table.isCanary[Int($0)] }
    rows = release.isEmpty ? last : release
    repeatedCount = ofVersion.count - last.count
    canaryCount = last.count - release.count
    otherCount = all.count - ofVersion.count
  }

  /// The row of a trace by the main version; −1 where there is none.
  func row(ofTrace trace: Int32) -> Int32 {
    guard let places = rowOfTrace[version], Int(trace) < places.count else { return -1 }
    return places[Int(trace)]
  }

  /// What made most of the rows.
  var source: ScoreTable.Source? {
    var counts = [Int](repeating: 0, count: table.sources.count)
    for row in rows { counts[Int(table.source[Int(row)])] += 1 }
    return counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }.map { table.sources[$0] }
  }
}

extension ScoreTable {
  func version(row: Int32) -> EvaluatorRows.Version {
    let source = sources[Int(self.source[Int(row)])]
    return EvaluatorRows.Version(evaluator: source.evaluatorVersion, criterion: source.criterionVersion)
  }

  /// The rows of each evaluator, by the number of its name, each in order.
  var rowsByEvaluator: [Int32: [Int32]] {
    var rows: [Int32: [Int32]] = [:]
    var bySource = [[Int32]](repeating: [], count: sources.count)
    for (row, source) in source.enumerated() { bySource[Int(source)].append(Int32(row)) }
    for (number, source) in sources.enumerated() {
      let earlier = rows[source.evaluator] ?? []
      rows[source.evaluator] = earlier.isEmpty ? bySource[number] : (earlier + bySource[number])
    }
    // Rows of several sources are put in the order of the file again, in which the last one counts.
    for (evaluator, found) in rows { rows[evaluator] = found.sorted() }
    return rows
  }
}

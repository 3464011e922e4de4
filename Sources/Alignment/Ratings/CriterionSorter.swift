import Labels

/// Gathers the rows of one criterion into ratings.
struct CriterionSorter {
  let table: LabelTable

  /// The rows of the criterion, those of one item together.
  let rows: ArraySlice<Int32>
  let reading: LabelReading

  func ratings(named name: String) -> Ratings {
    let (humans, judges) = annotators()
    var gathered = GatheredRatings(judgeCount: judges.names.count)
    var group: [Int] = []
    for row in rows {
      if let last = group.last, table.item[last] != table.item[Int(row)] {
        gather(&group, humans, judges, into: &gathered)
      }
      group.append(Int(row))
    }
    gather(&group, humans, judges, into: &gathered)
    return Ratings(
      criterion: name, scale: reading.scale, humans: humans.names, judges: judges.names,
      items: gathered.items, firstLabel: gathered.firstLabel, labels: gathered.labels,
      verdicts: gathered.verdicts, conflicts: gathered.conflicts,
      strayLabelCount: gathered.strayLabelCount)
  }

  /// Takes in the rows of one item and forgets them.
  private func gather(
    _ group: inout [Int], _ humans: Numbering, _ judges: Numbering, into gathered: inout GatheredRatings
  ) {
    guard let first = group.first else { return }
    gathered.begin(ItemKey(item: table.item[first], criterion: table.criterion[first]))
    group.sort { left, right in
      let a = (table.isJudge[left] ? 1 : 0, table.annotator[left], left)
      let b = (table.isJudge[right] ? 1 : 0, table.annotator[right], right)
      return a < b
    }
    var start = 0
    while start < group.count {
      var end = start + 1
      while end < group.count, isSameSource(group[start], group[end]) { end += 1 }
      settle(group[start..<end], humans, judges, into: &gathered)
      start = end
    }
    group.removeAll(keepingCapacity: true)
  }

  private func isSameSource(_ left: Int, _ right: Int) -> Bool {
    table.annotator[left] == table.annotator[right] && table.isJudge[left] == table.isJudge[right]
  }

  /// Takes in what one annotator or judge said of the item.
  private func settle(
    _ rows: ArraySlice<Int>, _ humans: Numbering, _ judges: Numbering, into gathered: inout GatheredRatings
  ) {
    guard let row = decisiveRow(of: rows) else {
      let first = rows[rows.startIndex]
      gathered.conflicts.append(
        LabelConflict(
          item: table.items.text(Int(table.item[first])),
          annotator: table.annotators.text(Int(table.annotator[first])),
          labels: rows.map { table.labels.text(Int(table.label[$0])) }))
      return
    }
    let position = reading.position(ofRow: row, in: table)
    if table.isJudge[row] {
      gathered.add(Verdict(position: position, row: row), judge: judges.number(table.annotator[row]))
    } else if let position {
      gathered.labels.append(
        HumanLabel(human: humans.number(table.annotator[row]), position: position, row: row))
    } else {
      gathered.strayLabelCount += 1
    }
    gathered.close()
  }

  /// The row that counts among one annotator's labels on one item; `nil` if they conflict.
  private func decisiveRow(of rows: ArraySlice<Int>) -> Int? {
    let first = rows[rows.startIndex]
    if rows.count == 1 || rows.allSatisfy({ isSameAnswer($0, first) }) { return first }
    let dated = rows.compactMap { row in table.labelledAt(row: row).map { (time: $0, row: row) } }
    guard dated.count == rows.count, let last = dated.map(\.time).max() else { return nil }
    let latest = dated.filter { $0.time == last }.map(\.row)
    return latest.allSatisfy { isSameAnswer($0, latest[0]) } ? latest[0] : nil
  }

  private func isSameAnswer(_ left: Int, _ right: Int) -> Bool {
    table.label[left] == table.label[right]
      && reading.position(ofRow: left, in: table) == reading.position(ofRow: right, in: table)
  }

  /// Who labelled and who judged, each numbered in the order of their names.
  private func annotators() -> (humans: Numbering, judges: Numbering) {
    var isHuman = Array(repeating: false, count: table.annotators.count)
    var isJudge = isHuman
    for row in rows {
      let annotator = Int(table.annotator[Int(row)])
      if table.isJudge[Int(row)] { isJudge[annotator] = true } else { isHuman[annotator] = true }
    }
    return (Numbering(isHuman, table.annotators), Numbering(isJudge, table.annotators))
  }
}

/// Some of the texts of a table, numbered in the order of their code points.
private struct Numbering {
  let names: [String]
  private let numbers: [Int]

  init(_ isIncluded: [Bool], _ table: TextTable) {
    let included = isIncluded.indices.filter { isIncluded[$0] }.sorted(by: table.precedes)
    names = included.map(table.text)
    var numbers = Array(repeating: -1, count: isIncluded.count)
    for (number, text) in included.enumerated() { numbers[text] = number }
    self.numbers = numbers
  }

  func number(_ text: Int32) -> Int { numbers[Int(text)] }
}

/// Ratings under construction.
private struct GatheredRatings {
  var items: [ItemKey] = []
  var firstLabel = [0]
  var labels: [HumanLabel] = []
  var verdicts: [[Verdict]]
  var conflicts: [LabelConflict] = []
  var strayLabelCount = 0

  init(judgeCount: Int) {
    verdicts = Array(repeating: [], count: judgeCount)
  }

  mutating func begin(_ item: ItemKey) {
    items.append(item)
    firstLabel.append(labels.count)
    for judge in verdicts.indices { verdicts[judge].append(.notShown) }
  }

  mutating func add(_ verdict: Verdict, judge: Int) {
    verdicts[judge][items.count - 1] = verdict
  }

  mutating func close() {
    firstLabel[items.count] = labels.count
  }
}

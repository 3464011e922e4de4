package import Labels

/// Sorts the rows of a label table by criterion, item and annotator.
///
/// One annotator's labels on one item count once: equal ones as one; of different ones the last, if all are
/// dated; else they are a conflict and none counts.
package struct RatingsReader: Sendable {
  /// The scales given, by criterion; the others are guessed.
  package let scales: [String: LabelScale]

  /// Reduces all labels to pass and fail by this rule, if there is one.
  package let passRule: PassRule?

  package init(scales: [String: LabelScale] = [:], passRule: PassRule? = nil) {
    self.scales = scales
    self.passRule = passRule
  }

  /// The ratings of each criterion, in the order of their names, and last those of all together, named `*`, if
  /// there are several with one scale.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of one item, linear in the items.
  package func ratings(in table: LabelTable) -> [Ratings] {
    let order = RowOrder(of: table)
    let criteria = (0..<table.criteria.count).sorted(by: table.criteria.precedes)
    let separate = criteria.map { criterion in
      let name = table.criteria.text(criterion)
      let rows = order.rows(ofCriterion: criterion)
      let reading = LabelReading(table: table, rows: rows, given: scales[name], passRule: passRule)
      return CriterionSorter(table: table, rows: rows, reading: reading).ratings(named: name)
    }
    guard separate.count > 1, let pooled = Ratings(pooling: separate) else { return separate }
    return separate + [pooled]
  }
}

/// The rows of a label table in the order of criterion, item and place in the file.
struct RowOrder {
  let rows: [Int32]
  private let starts: [Int]

  /// Two stable counting sorts, as the keys are small whole numbers.
  init(of table: LabelTable) {
    let byItem = RowOrder.sorted((0..<Int32(table.count)).map { $0 }, by: table.item, table.items.count)
    rows = RowOrder.sorted(byItem.rows, by: table.criterion, table.criteria.count).rows
    starts = RowOrder.sorted(byItem.rows, by: table.criterion, table.criteria.count).starts
  }

  func rows(ofCriterion criterion: Int) -> ArraySlice<Int32> {
    rows[starts[criterion]..<starts[criterion + 1]]
  }

  private static func sorted(
    _ rows: [Int32], by key: [Int32], _ keyCount: Int
  ) -> (rows: [Int32], starts: [Int]) {
    var starts = Array(repeating: 0, count: keyCount + 1)
    for row in rows { starts[Int(key[Int(row)]) + 1] += 1 }
    for index in 0..<keyCount { starts[index + 1] += starts[index] }
    var next = starts
    var result = rows
    for row in rows {
      let bucket = Int(key[Int(row)])
      result[next[bucket]] = row
      next[bucket] += 1
    }
    return (result, starts)
  }
}

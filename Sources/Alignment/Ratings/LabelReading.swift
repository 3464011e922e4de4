import Labels

/// How the texts of one criterion's labels become positions on its scale.
struct LabelReading {
  let scale: LabelScale
  private let passRule: PassRule?
  private let isStars: Bool

  /// The position of each text of the label table; −1 for those not on the scale.
  private let positions: [Int32]

  init(table: LabelTable, rows: ArraySlice<Int32>, given: LabelScale?, passRule: PassRule?) {
    self.passRule = passRule
    if passRule != nil {
      scale = PassRule.scale
    } else {
      scale = given ?? LabelReading.guess(table, rows)
    }
    isStars = rows.contains { row in
      LabelScale.number(table.labels.text(Int(table.label[Int(row)]))).map { $0 > 1 } ?? false
    }
    let order = Dictionary(uniqueKeysWithValues: zip(scale.labels, 0...))
    let byValue = Dictionary(
      zip(scale.labels, 0...).compactMap { label, place in LabelScale.number(label).map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
    positions = table.labels.texts.map { text in
      if let position = order[text] { return Int32(position) }
      return LabelScale.number(text).flatMap { byValue[$0] }.map(Int32.init) ?? -1
    }
  }

  /// The position of a row's label; `nil` if it is not on the scale.
  func position(ofRow row: Int, in table: LabelTable) -> Int? {
    let label = Int(table.label[row])
    if let passRule {
      let score = table.isJudge[row] ? table.score(row: row) : nil
      return passRule.passes(table.labels.text(label), score: score, isStars: isStars).map { $0 ? 1 : 0 }
    }
    return positions[label] >= 0 ? Int(positions[label]) : nil
  }

  private static func guess(_ table: LabelTable, _ rows: ArraySlice<Int32>) -> LabelScale {
    var isHuman = Array(repeating: false, count: table.labels.count)
    var isJudge = isHuman
    for row in rows {
      let label = Int(table.label[Int(row)])
      if table.isJudge[Int(row)] { isJudge[label] = true } else { isHuman[label] = true }
    }
    func texts(_ flags: [Bool]) -> [String] {
      flags.indices.filter { flags[$0] }.map(table.labels.text)
    }
    return LabelScale(guessedFromHuman: texts(isHuman), judge: texts(isJudge))
  }
}

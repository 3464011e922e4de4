/// What probability a judge gave to each label.
package struct LabelProbabilities: Sendable, Hashable {
  /// The labels named, in the order of the text.
  package let labels: [String]

  /// A probability a label, from 0 to 1.
  package let values: [Double]

  /// Reads `label:probability` pairs with `;` between them, as in `pass:0.8;fail:0.2`, or the same as a JSON
  /// object; `nil` if a value is no number from 0 to 1.
  package init?(text: String) {
    var body = Substring(text)
    let isObject = body.first == "{" && body.last == "}"
    if isObject { body = body.dropFirst().dropLast() }
    var labels: [String] = []
    var values: [Double] = []
    for pair in body.split(separator: isObject ? "," : ";") {
      guard let colon = pair.lastIndex(of: ":") else { return nil }
      let label = pair[..<colon].filter { $0 != "\"" && $0 != " " }
      let number = pair[pair.index(after: colon)...].filter { $0 != " " }
      guard let value = Double(number), (0...1).contains(value) else { return nil }
      labels.append(label)
      values.append(value)
    }
    guard !labels.isEmpty else { return nil }
    self.labels = labels
    self.values = values
  }

  /// The probability of each label of a list, scaled to sum to 1; `nil` if none of them has any.
  package func values(for list: [String]) -> [Double]? {
    let found = list.map { label in labels.firstIndex(of: label).map { values[$0] } ?? 0 }
    let sum = found.reduce(0, +)
    return sum > 0 ? found.map { $0 / sum } : nil
  }
}

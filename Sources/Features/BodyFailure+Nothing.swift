internal import JSONBytes

/// What in a body says that there is nothing: no error, no result.
extension BodyFailure {
  /// Whether a value says that there is nothing: no error, or a count of 0.
  func isNone(_ value: JSONNode) -> Bool {
    switch document.kind(value) {
    case .null, .false: true
    case .true: false
    case .number: document.number(value) == 0
    case .string:
      words(value).map { Self.noError.contains(String(decoding: $0, as: UTF8.self).lowercased()) } ?? true
    case .array: document.elementCount(of: value) == 0
    case .object: document.fieldCount(of: value) == 0
    }
  }

  /// Whether a body holds nothing: no elements, or only empty lists and counts of zero.
  func isEmptyResult(_ node: JSONNode) -> Bool {
    switch document.kind(node) {
    case .array:
      var count = 0
      document.forEachElement(of: node) { _ in count += 1 }
      return count == 0
    case .object:
      var (emptyCount, fullCount) = (0, 0)
      document.forEachField(of: node) { key, value in
        let isList = document.kind(value) == .array
        let isCount = Self.countKeys.contains { document.matches(key, $0) }
        if isList, isEmptyResult(value) { emptyCount += 1 }
        if isList, !isEmptyResult(value) { fullCount += 1 }
        if isCount, let number = document.number(value) {
          if number == 0 { emptyCount += 1 } else { fullCount += 1 }
        }
        if document.kind(value) == .null, Self.listKeys.contains(where: { document.matches(key, $0) }) {
          emptyCount += 1
        }
      }
      return emptyCount > 0 && fullCount == 0
    case .null: return true
    default: return false
    }
  }

  private static let countKeys: [StaticString] = [
    "count", "total", "total_count", "totalCount", "num_results", "result_count", "hits", "matches",
    "candidates",
  ]
  private static let listKeys: [StaticString] = [
    "results", "items", "data", "records", "documents", "matches",
  ]
}

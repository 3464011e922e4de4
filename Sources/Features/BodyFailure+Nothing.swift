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
  ///
  /// What stands beside an empty list may repeat what was asked. But a list of errors or remarks is empty where all is
  /// well, and a body that tells more than a few values of its own is no search without a result.
  func isEmptyResult(_ node: JSONNode) -> Bool {
    switch document.kind(node) {
    case .array: return document.elementCount(of: node) == 0
    case .object:
      var (emptyCount, fullCount, valueCount) = (0, 0, 0)
      document.forEachField(of: node) { key, value in
        let isCount = Self.countKeys.contains { document.matches(key, $0) }
        switch document.kind(value) {
        case .array:
          if Self.remarkLists.contains(where: { document.matches(key, $0) }) { break }
          if document.elementCount(of: value) == 0 { emptyCount += 1 } else { fullCount += 1 }
        case .object:
          if Self.asideKeys.contains(where: { document.matches(key, $0) }) { break }
          if document.fieldCount(of: value) == 0 || isEmptyResult(value) {
            emptyCount += 1
          } else {
            fullCount += 1
          }
        case .number where isCount: if document.number(value) == 0 { emptyCount += 1 } else { fullCount += 1 }
        case .null: if Self.listKeys.contains(where: { document.matches(key, $0) }) { emptyCount += 1 }
        case .string, .number: valueCount += 1
        case .true, .false: break
        }
      }
      return emptyCount > 0 && fullCount == 0 && valueCount <= Self.mostValues
    case .null: return true
    default: return false
    }
  }

  /// What was asked, a page, a time and a mark of the call are four.
  private static let mostValues = 4

  private static let countKeys: [StaticString] = [
    "count", "total", "total_count", "totalCount", "num_results", "result_count", "hits", "matches",
    "candidates", "n", "found", "rows", "num_rows", "row_count", "rowCount",
  ]
  private static let listKeys: [StaticString] = [
    "results", "items", "data", "records", "documents", "matches", "rows", "result",
  ]

  /// Lists of what there is to say of an answer.
  private static let remarkLists: [StaticString] = [
    "errors", "error", "warnings", "alerts", "notes", "flags", "messages", "tags", "issues", "notices",
    "remarks",
    "holds", "blocks", "restrictions", "attachments", "comments", "conflicts", "violations", "exceptions",
    "failures",
    "labels", "facets", "suggestions",
  ]

  /// Objects about the call, or that repeat it.
  private static let asideKeys: [StaticString] = [
    "meta", "metadata", "query", "params", "parameters", "request", "filter", "filters", "pagination",
    "paging",
    "page", "page_info", "pageInfo", "links", "_links", "timing", "stats", "debug", "facets", "aggregations",
  ]
}

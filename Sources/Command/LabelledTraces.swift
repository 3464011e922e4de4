import ContentHash
import Evaluators
import Foundation
import Ingest
import Labels
import Queues
import Reports
import Store

/// The traces of a workspace that people labelled, as they were shown them.
struct LabelledTraces {
  /// The name of the label set; `nil` while there is none.
  let labelSet: String?

  /// The labels, their items named by the traces.
  let labels: LabelTable
  let staleCount: Int

  /// The items with labels, one a trace, by trace; and the criteria that each was labelled on.
  private let items: [QueueItem]
  private let criteria: [String: Set<String>]

  /// - Parameters:
  ///   - set: The name of a label set; `nil` or `current` for the labels of now.
  init(_ workspace: Workspace, _ memory: Memory, set: String?, takesStale: Bool = false) throws {
    let asked = set == "current" ? nil : set
    let review = try ReviewLabels(workspace, memory, set: asked)
    let taken = review.fresh + (takesStale ? review.stale : [])
    let all = try memory.queueItems()
    var table = LabelTable()
    if !taken.isEmpty {
      try table.append(
        Array(LabelLines.text(of: taken, items: all, isByTrace: true).utf8), file: set ?? "current")
    }
    var criteria: [String: Set<String>] = [:]
    for label in taken { criteria[label.itemID, default: []].insert(label.criterion) }
    var seen: Set<String> = []
    items = all.filter { criteria[$0.id] != nil && seen.insert($0.traceID).inserted }
      .sorted { $0.traceID < $1.traceID }
    (labels, labelSet) = (table, try memory.labelSetName(asked))
    self.criteria = criteria
    staleCount = takesStale ? 0 : review.staleCount
  }

  var isEmpty: Bool { items.isEmpty }

  /// The criteria with labels.
  var labelledCriteria: Set<String> { criteria.values.reduce(into: []) { $0.formUnion($1) } }

  /// The hash of what people were shown of each trace, by its name.
  var shownHashes: [String: String] {
    Dictionary(items.map { ($0.traceID, $0.shownHash) }) { first, _ in first }
  }

  /// The traces as a chat file.
  var lines: String { Self.lines(of: items) { $0.traceID } }

  /// So many traces with labels on one of the criteria, drawn by the hashes of their names: the same every time.
  func canaries(_ count: Int, on names: Set<String>) -> String {
    let chosen = items.filter { !(criteria[$0.id] ?? []).isDisjoint(with: names) }
      .map { (hash: ContentHash.hexadecimal(of: Array($0.traceID.utf8)), item: $0) }
      .sorted { $0.hash < $1.hash }.prefix(count)
    return Self.lines(of: chosen.map(\.item)) { "canary:" + $0.traceID }
  }

  private static func lines(of items: [QueueItem], _ name: (QueueItem) -> String) -> String {
    items.map { item in
      JSONText.object([("id", .string(name(item))), ("messages", item.messages)]).line + "\n"
    }.joined()
  }
}

/// A file that is there as long as a body runs.
func withTemporaryFile<Value>(holding text: String, _ body: (_ path: String) throws -> Value) throws -> Value
{
  let path = "\(NSTemporaryDirectory())/faultline-\(UUID().uuidString).jsonl"
  defer { try? FileManager.default.removeItem(atPath: path) }
  try AtomicFile(path: path).replace(with: text)
  return try body(path)
}

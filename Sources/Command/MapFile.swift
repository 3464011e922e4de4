import ContentHash
import Foundation
import Traces
import Yams

/// A map as users write it: YAML with JSON pointers.
struct MapFile {
  let path: String

  /// What is wrong with a map.
  enum Problem: Error, Hashable {
    case unreadable
    case notYAML(String)
    case notAMapping(String)
    case unknown(key: String, known: [String])
    case notAPointer(key: String, value: String)
    case unknownMeaning(key: String, word: String, known: [String])
    case missing(key: String)
    case tooLong(Int)

    var words: String {
      switch self {
      case .unreadable: "cannot be read; check the path"
      case .notYAML(let detail): "is not YAML (\(detail))"
      case .notAMapping(let key): "\(key) must be a mapping of names to values"
      case .unknown(let key, let known): "\(key) is not known; known are \(known.joined(separator: ", "))"
      case .notAPointer(let key, let value):
        "\(key) is “\(value)”, which is no JSON pointer; one begins with a slash, such as /messages"
      case .unknownMeaning(let key, let word, let known):
        "\(key): “\(word)” is none of \(known.joined(separator: ", "))"
      case .tooLong(let most): "holds more than \(most) values; an alias (*) may repeat many of them"
      case .missing(let key): "\(key) is missing; it must say where that stands in a record"
      }
    }
  }

  private static let keys = [
    "name", "id", "thread", "agent", "started_at", "outcome", "outcomes", "turns", "role", "roles", "text",
    "calls", "tool", "arguments", "result", "error", "call_id",
  ]

  func map() throws(Problem) -> TraceMap {
    let (fields, hash) = try fields()
    for key in fields.keys.sorted() where !Self.keys.contains(key) {
      throw .unknown(key: key, known: Self.keys)
    }
    guard let turns = try pointer("turns", fields) else { throw .missing(key: "turns") }
    var map = TraceMap(turns: turns)
    map.contentHash = hash
    if let name = fields["name"] as? String { map.name = name }
    map.id = try pointer("id", fields)
    map.thread = try pointer("thread", fields)
    map.agent = try pointer("agent", fields)
    map.startedAt = try pointer("started_at", fields)
    map.outcome = try pointer("outcome", fields)
    map.role = try pointer("role", fields)
    map.text = try pointer("text", fields)
    map.calls = try pointer("calls", fields)
    map.tool = try pointer("tool", fields)
    map.arguments = try pointer("arguments", fields)
    map.result = try pointer("result", fields)
    map.error = try pointer("error", fields)
    map.callID = try pointer("call_id", fields)
    guard map.text != nil || map.tool != nil else { throw .missing(key: "text") }
    let outcomes = ["success": Outcome.success, "failure": .failure, "unknown": .unknown]
    map.outcomes = try meanings("outcomes", fields, outcomes)
    let roles = ["system": Role.system, "user": .user, "assistant": .assistant, "tool": .tool]
    map.roles = try meanings("roles", fields, roles)
    return map
  }

  /// What the file says, and the start of the hash of its bytes.
  private func fields() throws(Problem) -> (fields: [String: Any], hash: String) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .unreadable }
    let hash = String(ContentHash.hexadecimal(of: Array(text.utf8)).prefix(12))
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw .notYAML("\(error)".split(separator: "\n").first.map(String.init) ?? "")
    }
    var left = Self.mostValues
    guard root.map({ Self.counts($0, down: &left) }) ?? true else { throw .tooLong(Self.mostValues) }
    guard let fields = root?.any as? [String: Any] else { throw .notAMapping("the file") }
    return (fields, hash)
  }

  /// No map needs as many; with names for values (aliases) a few lines can hold more than any memory.
  private static let mostValues = 10_000

  /// Takes the values of a node from a number, and says whether it lasted.
  private static func counts(_ node: Node, down left: inout Int) -> Bool {
    left -= 1
    guard left > 0 else { return false }
    let parts = node.sequence.map(Array.init) ?? node.mapping?.flatMap { [$0.key, $0.value] } ?? []
    for part in parts where !counts(part, down: &left) { return false }
    return true
  }

  private func pointer(_ key: String, _ fields: [String: Any]) throws(Problem) -> JSONPointer? {
    guard let value = fields[key], !(value is NSNull) else { return nil }
    guard let text = value as? String, let pointer = JSONPointer(text) else {
      throw .notAPointer(key: key, value: "\(value)")
    }
    return pointer
  }

  /// What a source's own words stand for.
  private func meanings<Meaning>(
    _ key: String, _ fields: [String: Any], _ known: [String: Meaning]
  ) throws(Problem) -> [String: Meaning] {
    guard let value = fields[key], !(value is NSNull) else { return [:] }
    guard let words = value as? [AnyHashable: Any] else { throw .notAMapping(key) }
    var meanings: [String: Meaning] = [:]
    for (word, meaning) in words {
      guard let found = known["\(meaning)"] else {
        throw .unknownMeaning(key: key, word: "\(meaning)", known: known.keys.sorted())
      }
      meanings["\(word)"] = found
    }
    return meanings
  }
}

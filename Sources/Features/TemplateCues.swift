/// Words after which a message names a thing, as data: a word that varies after them is a name.
enum TemplateCues {
  static let words: Set<String> = [
    "account", "addr", "address", "app", "application", "argument", "attribute", "bucket", "class", "client",
    "cluster", "column", "component", "container", "customer", "database", "dataset", "datasource", "device",
    "domain", "driver", "endpoint", "entity", "field", "file", "filename", "folder", "function", "group",
    "host", "id",
    "image", "index", "instance", "interface", "item", "job", "key", "method", "model", "module", "name",
    "named", "node",
    "object",
    "order", "package", "parameter", "path", "pod", "process", "product", "program", "project", "property",
    "queue",
    "record", "region", "repository", "resource", "role", "rule", "sender", "server", "service", "session",
    "storage", "symbol", "table", "task", "thread", "tool", "topic", "type", "url", "user", "username",
    "value",
    "variable", "volume", "worker",
  ]

  /// Words that stand where a value is missing.
  static let missingValues = ["null", "NULL", "nil", "None", "undefined", "N/A", "n/a"]

  /// Words that answer yes or no.
  static let booleans = [
    "true", "false", "True", "False", "TRUE", "FALSE", "yes", "no", "Yes", "No", "YES", "NO",
  ]

  /// Whether a token is such a word, in capitals or small letters.
  static func contains(_ token: [UInt8]) -> Bool {
    guard token.count <= 12 else { return false }
    let lowercased = token.map { $0.isUppercase ? $0 | 0x20 : $0 }
    return words.contains(String(decoding: lowercased, as: UTF8.self))
  }

  /// Whether a token is a joined word that ends in name or id, such as `packageName` or `order_id`.
  static func endsInCue(_ token: [UInt8]) -> Bool {
    ["Name", "Id", "ID", "_name", "_id"].contains { ending in
      token.count > ending.utf8.count && token.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
  }
}

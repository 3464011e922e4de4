/// A key, which shows itself in no text but the one header that needs it.
struct Secret: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: String?

  /// Takes a key; `nil` where an endpoint needs none.
  init(_ key: String?) {
    self.key = key
  }

  /// The value of the `Authorization` header; `nil` where there is no key.
  var header: String? { key.map { "Bearer " + $0 } }

  /// Calls a closure with the header's value as libcurl wants it; with nothing where there is no key.
  func withHeader<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let header else { return body(nil) }
    return unsafe header.withCString { unsafe body($0) }
  }

  /// A text of others with a mark in the place of the key, should they repeat it.
  func hidden(in text: String) -> String {
    guard let key, !key.isEmpty else { return text }
    return text.replacing(key, with: "•••")
  }

  /// Whether the key can stand in a header: visible ASCII, and no break of a line by which a header could be added.
  var isUsable: Bool { key.map { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } } ?? true }

  var description: String { "•••" }
  var customMirror: Mirror { Mirror(self, children: []) }
}

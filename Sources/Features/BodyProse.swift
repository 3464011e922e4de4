internal import JSONBytes

/// Finds the words in a body that is known to tell a failure, where no field of a known name holds them.
struct BodyProse {
  let document: JSONDocument

  /// Fewer spaces are a name or a code, and no sentence.
  private static let leastSpaces = 2
  private static let depthLimit = 3
  private static let byteLimit = 1_000

  /// The longest string that is a sentence, at whatever depth; of equals the first; `nil` if there is none.
  func longest(in node: JSONNode) -> [UInt8]? {
    var best: ByteRange?
    visit(node, depth: 0, &best)
    return best.map { Array(document.strings[$0.indices]) }
  }

  private func visit(_ node: JSONNode, depth: Int, _ best: inout ByteRange?) {
    switch document.kind(node) {
    case .string:
      guard let range = document.text(node), range.count > best?.count ?? 0, range.count <= Self.byteLimit,
        isSentence(range)
      else { return }
      best = range
    case .object where depth < Self.depthLimit:
      document.forEachField(of: node) { _, value in visit(value, depth: depth + 1, &best) }
    case .array where depth < Self.depthLimit:
      document.forEachElement(of: node) { visit($0, depth: depth + 1, &best) }
    default: return
    }
  }

  private func isSentence(_ range: ByteRange) -> Bool {
    let bytes = document.strings[range.indices]
    // Chinese, Japanese and Korean have no spaces between words.
    let isWide = bytes.contains { $0 >= 0xE3 }
    return isWide || bytes.count(where: { $0 == 0x20 }) >= Self.leastSpaces
  }
}

/// An answer divided into the reasoning that it begins with, in tags, and the rest.
struct Reasoning {
  private(set) var reasoning: String?
  private(set) var rest: String

  /// Whether a tag was opened and never closed.
  private(set) var isUnfinished = false

  init(in text: String) {
    rest = text.trimmedSpace
    var thoughts: [String] = []
    var isReading = true
    while isReading {
      isReading = false
      for name in Self.names {
        let (opening, closing) = ("<\(name)>", "</\(name)>")
        let end = rest.firstRange(of: closing)
        if rest.hasPrefix(opening), end == nil {
          thoughts.append(String(rest.dropFirst(opening.count)))
          (rest, isUnfinished) = ("", true)
        } else if let end, rest.hasPrefix(opening) || Self.beginsWithin(rest[..<end.lowerBound], opening) {
          let thought = rest[..<end.lowerBound]
          thoughts.append(String(thought.dropFirst(rest.hasPrefix(opening) ? opening.count : 0)))
          rest = String(rest[end.upperBound...]).trimmedSpace
          isReading = true
        }
      }
    }
    let joined = thoughts.map(\.trimmedSpace).filter { !$0.isEmpty }.joined(separator: "\n\n")
    reasoning = joined.isEmpty ? nil : joined
  }

  /// Whether a text up to a closing tag is reasoning whose opening tag the chat template wrote.
  private static func beginsWithin(_ text: Substring, _ opening: String) -> Bool {
    !text.contains(opening) && !text.contains("{") && !text.contains("```")
  }

  private static let names = ["think", "thinking", "reasoning"]
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmedSpace: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

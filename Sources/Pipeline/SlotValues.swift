internal import Features
internal import Traces

/// Tells what stands in the messages of the traces read where templates have placeholders.
///
/// What is the same in nearly all of them says what is the matter, such as `NoneType`.
struct SlotValues {
  /// Of each trace what its unrepaired errors say.
  private let messages: [[String]]

  /// - Parameter traces: Without personal data, so that no value is some.
  init(of traces: [Trace], _ extractor: EvidenceExtractor) {
    // A trace may be read for two reasons.
    var seen: Set<String> = []
    self.init(
      messages: traces.filter { $0.id.map($0.string).map { seen.insert($0).inserted } ?? true }.map { trace in
        extractor.errors(of: trace).filter { !$0.isRepaired }
          .map { String(decoding: $0.message, as: UTF8.self) }
      })
  }

  init(messages: [[String]]) {
    self.messages = messages.map { $0.map(Self.spaced) }
  }

  /// A template with the value of each placeholder that has the same one in at least four in five of the traces that
  /// meet it.
  func filled(_ template: String) -> String {
    let pieces = Self.pieces(of: template)
    guard pieces.count > 1 else { return template }
    let found = messages.compactMap { said in said.lazy.compactMap { Self.values(in: $0, pieces) }.first }
    guard found.count >= Self.leastCount else { return template }
    var output = pieces[0].text
    for slot in pieces.indices.dropFirst() {
      var counts: [String: Int] = [:]
      for value in found.compactMap({ $0[slot - 1] }) { counts[value, default: 0] += 1 }
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      let isShared = best.map { Double($0.value) >= Self.sharedPart * Double(found.count) } ?? false
      output += (isShared ? best?.key : nil) ?? pieces[slot].placeholder
      output += pieces[slot].text
    }
    return output
  }

  /// What one trace says is of this trace.
  private static let leastCount = 2
  private static let sharedPart = 0.8

  /// A longer value is a text of its own.
  private static let valueLimit = 40

  /// A template as its words, each stretch with the placeholder before it; before the first there is none.
  private static func pieces(of template: String) -> [(placeholder: String, text: String)] {
    var (pieces, rest) = ([(placeholder: "", text: "")], spaced(template)[...])
    while let start = rest.firstIndex(of: "<") {
      pieces[pieces.count - 1].text += rest[..<start]
      let name = rest[start...].dropFirst().prefix { $0.isLowercase || $0.isNumber || $0 == "*" }
      if !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == ">" {
        pieces.append((placeholder: "<\(name)>", text: ""))
        rest = rest[name.endIndex...].dropFirst()
      } else {
        pieces[pieces.count - 1].text += "<"
        rest = rest[start...].dropFirst()
      }
    }
    pieces[pieces.count - 1].text += rest
    return pieces
  }

  /// What stands in a message where a template has its placeholders, `nil` for a value that is not known; `nil` if the
  /// message is none of the template.
  private static func values(
    in message: String, _ pieces: [(placeholder: String, text: String)]
  ) -> [String?]? {
    var values: [String?] = []
    var rest = message[...]
    for (place, piece) in pieces.enumerated() {
      let isBounded = place > 0 && !pieces[place - 1].text.isEmpty && !piece.text.isEmpty
      guard !piece.text.isEmpty else {
        // Of what stands last only a number tells where it ends.
        let isNumber = place == pieces.count - 1 && piece.placeholder == "<num>"
        let value = isNumber ? rest.prefix { $0.isASCII && $0.isNumber } : ""
        if place > 0 { values.append(isPlain(value) ? String(value) : nil) }
        continue
      }
      guard let found = rest.firstRange(of: piece.text) else { return nil }
      if place > 0 {
        let value = rest[..<found.lowerBound]
        values.append(isBounded && isPlain(value) ? String(value) : nil)
      }
      rest = rest[found.upperBound...]
    }
    return values
  }

  /// Whether a value is short and nothing is masked in it.
  private static func isPlain(_ value: Substring) -> Bool {
    !value.isEmpty && value.count <= valueLimit && !value.contains { "<>[]".contains($0) }
  }

  private static func spaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

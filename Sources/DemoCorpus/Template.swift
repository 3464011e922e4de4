/// A piece of wording with slots and choices, compiled to bytes that may stand inside a JSON string.
///
/// `$name` is a slot (see `Slot`), `<a|b|c>` one of several wordings drawn with equal chance (nested as you
/// like, an empty one allowed), `$$` a dollar sign. Literal text is escaped for JSON when it is compiled, so
/// that expanding a template is copying bytes.
struct Template: Sendable {
  /// A literal, a slot, or a choice among templates.
  enum Part: Sendable {
    case literal([UInt8])
    case slot(Slot)
    case choice([Template])
  }

  let parts: [Part]

  /// Whether the slot occurs, in any wording.
  func contains(_ slot: Slot) -> Bool {
    parts.contains { part in
      switch part {
      case .literal: false
      case .slot(let other): other == slot
      case .choice(let wordings): wordings.contains { $0.contains(slot) }
      }
    }
  }

  /// Whether nothing would be written.
  var isEmpty: Bool { parts.isEmpty }
}

extension Template: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    var parser = TemplateParser(text: Array(text.utf8))
    self = parser.template(untilChoiceEnds: false)
  }
}

/// Reads the notation of `Template`.
private struct TemplateParser {
  let text: [UInt8]
  var position = 0

  /// Reads parts to the end of the text, or to the `|` or `>` that ends a wording of a choice.
  mutating func template(untilChoiceEnds insideChoice: Bool) -> Template {
    var parts: [Template.Part] = []
    var literal: [UInt8] = []
    func flushed() -> [Template.Part] { literal.isEmpty ? parts : parts + [.literal(literal)] }
    while position < text.count {
      let byte = text[position]
      if insideChoice, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") { break }
      switch byte {
      case UInt8(ascii: "<"):
        parts = flushed() + [.choice(choice())]
        literal = []
      case UInt8(ascii: "$"):
        guard let slot = slot() else {
          literal.append(byte)
          continue
        }
        parts = flushed() + [.slot(slot)]
        literal = []
      default:
        appendEscaped(byte, to: &literal)
        position += 1
      }
    }
    return Template(parts: flushed())
  }

  private mutating func choice() -> [Template] {
    var wordings: [Template] = []
    repeat {
      position += 1
      wordings.append(template(untilChoiceEnds: true))
    } while position < text.count && text[position] == UInt8(ascii: "|")
    precondition(position < text.count, "a choice does not end: \(String(decoding: text, as: UTF8.self))")
    position += 1
    return wordings
  }

  /// Reads a slot, or `nil` for the escaped dollar sign.
  private mutating func slot() -> Slot? {
    let start = position + 1
    var end = start
    while end < text.count, isNameByte(text[end]) { end += 1 }
    if end == start {
      precondition(end < text.count && text[end] == UInt8(ascii: "$"), "a $ without a name")
      position = end + 1
      return nil
    }
    let name = String(decoding: text[start..<end], as: UTF8.self)
    position = end
    guard let slot = Slot(rawValue: name) else { preconditionFailure("no slot is called \(name)") }
    return slot
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private func appendEscaped(_ byte: UInt8, to literal: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): literal += Array("\\n".utf8)
    case UInt8(ascii: "\t"): literal += Array("\\t".utf8)
    default:
      precondition(byte >= 0x20, "control byte \(byte) in a template")
      literal.append(byte)
    }
  }
}

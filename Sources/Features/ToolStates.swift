internal import JSONBytes

/// What the fields of a tool's answer say of how things stand: `state: PENDING`, `covered: false`.
///
/// A tool may succeed and say in a field that what was asked for is not so. No rule knows which values are bad: a
/// field counts where its value comes nearly only with failures. Fields whose value is one of a few (a flag, or a
/// word without spaces and digits) are looked at; names, amounts and ids differ from trace to trace.
struct ToolStates {
  /// A field with its value.
  struct State {
    /// The place of the call among the trace's tool calls.
    let call: Int

    /// The hash of the field and its value.
    let hash: UInt64
  }

  let document: JSONDocument

  /// A longer answer is data.
  ///
  /// In bytes, chosen by hand, as are the limits below: no other values were tried.
  static let answerBytes = 1_000

  /// The fields looked at, and how deep they may stand.
  private static let fieldLimit = 32
  private static let depthLimit = 3

  /// A longer value is a sentence or a name.
  private static let valueBytes = 24

  /// Calls a closure with the hash, the name and the value of each field of the document that tells a state.
  func forEach(_ body: (_ hash: UInt64, _ field: ByteRange, _ value: JSONNode) -> Void) {
    var left = Self.fieldLimit
    visit(document.root, depth: 1, &left, body)
  }

  /// The words for a value.
  func text(of value: JSONNode) -> String {
    switch document.kind(value) {
    case .true: "true"
    case .false: "false"
    case .string: document.text(value).map(document.string) ?? ""
    default: "null"
    }
  }

  private func visit(
    _ node: JSONNode, depth: Int, _ left: inout Int,
    _ body: (_ hash: UInt64, _ field: ByteRange, _ value: JSONNode) -> Void
  ) {
    guard document.kind(node) == .object else { return }
    document.forEachField(of: node) { key, value in
      guard left > 0 else { return }
      left -= 1
      switch document.kind(value) {
      case .true: body(hash(key) &+ 1, key, value)
      case .false: body(hash(key) &+ 2, key, value)
      case .null: body(hash(key) &+ 3, key, value)
      case .string:
        guard let text = document.text(value), isState(text) else { return }
        body(ByteHash.of(document.strings.span, text, seed: hash(key)), key, value)
      case .object:
        if depth < Self.depthLimit { visit(value, depth: depth + 1, &left, body) }
      default: break
      }
    }
  }

  private func hash(_ key: ByteRange) -> UInt64 { ByteHash.of(document.strings.span, key, seed: 0x57A7E) }

  /// Whether a text is a word of capitals or of small letters, as programs write one of a few values.
  private func isState(_ text: ByteRange) -> Bool {
    guard (2...Self.valueBytes).contains(text.count) else { return false }
    var (hasCapital, hasSmall) = (false, false)
    for place in text.indices {
      switch document.strings[place] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasCapital = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"): hasSmall = true
      case UInt8(ascii: "_"), UInt8(ascii: "-"): break
      default: return false
      }
    }
    return hasCapital != hasSmall
  }
}

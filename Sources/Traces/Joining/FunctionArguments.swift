internal import JSONBytes

extension MessageFinding {
  /// Finds what a user said in the arguments of a function, by place and name as Langfuse writes those of one that it
  /// observes, or by name alone.
  ///
  /// Messages in any argument are the conversation, and a text beside them its last turn. Several texts say nothing
  /// of which is the user's, unless the name of one does or only one is more than a word.
  mutating func findInArguments(_ node: JSONNode, of document: inout JSONDocument) {
    let arguments = FunctionArguments(node, in: document)
    // A history would stand for turns that the text may be one of.
    let known = histories
    histories = MessageHistories()
    defer { histories = known }
    if let messages = arguments.messages { find(in: messages, of: &document, depth: 1) }
    guard let text = arguments.text(in: document, besideMessages: !reading.isBlank) else {
      if reading.isBlank, let only = arguments.onlyObject { find(in: only, of: &document, depth: 1) }
      return
    }
    let last = reading.trace.turns.last { $0.role == .user }
    if let last, document.isSameText(last.text, text) { return }
    _ = reading.addTurn(.user, text: text)
  }
}

/// The arguments of a function that a program was called with.
struct FunctionArguments {
  /// The first argument that holds messages.
  private(set) var messages: JSONNode?

  /// The only argument, if it is an object.
  private(set) var onlyObject: JSONNode?

  private var texts: [(name: ByteRange?, text: ByteRange)] = []

  /// How many arguments have a value.
  private var count = 0

  /// Whether some are given by place.
  private var arePlaced = false

  init(_ node: JSONNode, in document: JSONDocument) {
    guard let (placed, named) = document.argumentsByPlaceAndName(node) else {
      document.forEachField(of: node) { note($0, $1, in: document) }
      // An object within an object is not what a function was given.
      onlyObject = nil
      return
    }
    document.forEachElement(of: placed) { note(nil, $0, in: document) }
    arePlaced = count > 0
    document.forEachField(of: named) { note($0, $1, in: document) }
    if !arePlaced { onlyObject = named } else if count != 1 { onlyObject = nil }
  }

  private mutating func note(_ name: ByteRange?, _ value: JSONNode, in document: JSONDocument) {
    let kind = document.kind(value)
    guard kind != .null else { return }
    count += 1
    if kind == .array || kind == .object, document.areMessages(value) {
      messages = messages ?? value
    } else if kind == .object {
      onlyObject = value
    } else if let text = document.text(value), !text.isEmpty, !document.isAddress(text) {
      if let inner = document.document(within: text), inner.areMessages(inner.root) {
        messages = messages ?? value
      } else {
        texts.append((name, text))
      }
    }
  }

  /// The text that the user said; `nil` if none is known to be it.
  func text(in document: JSONDocument, besideMessages hasMessages: Bool) -> ByteRange? {
    for name in Self.names {
      if let text = texts.first(where: { $0.name.map { document.matches($0, name) } ?? false }) {
        return text.text
      }
    }
    let spoken = texts.filter { document.isMoreThanAWord($0.text) }
    if spoken.count == 1 || hasMessages, let text = spoken.first { return text.text }
    // A word is an id as well, unless there is nothing else.
    return spoken.isEmpty && texts.count == 1 && (count == 1 || arePlaced) ? texts[0].text : nil
  }

  /// Names that say whose text it is, in this order.
  private static let names: [StaticString] =
    ["q", "user_message", "user_query", "user_text", "message", "msg", "utterance", "request"]
    + MessageFinding.textKeys
}

extension JSONDocument {
  /// Whether a field of an object is a list of messages, beside others.
  func hasListOfMessages(_ node: JSONNode) -> Bool {
    var (isHeld, count) = (false, 0)
    forEachField(of: node) { _, value in
      count += 1
      if kind(value) == .array, areMessages(value) { isHeld = true }
    }
    return isHeld && count > 1
  }

  /// Whether an argument is a message, a list that begins with one, or an object with such a list.
  ///
  /// An object whose role is no speaker's is none: agents have roles as well.
  fileprivate func areMessages(_ node: JSONNode) -> Bool {
    guard holdsMessages(node) else { return false }
    var message = node
    if kind(node) == .object, !looksLikeMessage(node) {
      guard
        let list = ["messages", "contents", "input", "output"].lazy.compactMap({ (key: StaticString) in
          field(key, of: node)
        }).first(where: { kind($0) == .array })
      else { return false }
      message = list
    }
    if kind(message) == .array, let first = firstElement(of: message) { message = first }
    return text("role", of: message).map { Role.isWord($0, in: self) } ?? true
  }

  /// The arguments by place and those by name; `nil` if an object is not written so.
  fileprivate func argumentsByPlaceAndName(_ node: JSONNode) -> (placed: JSONNode, named: JSONNode)? {
    guard fieldCount(of: node) == 2, let placed = field("args", of: node), kind(placed) == .array,
      let named = field("kwargs", of: node), kind(named) == .object
    else { return nil }
    return (placed, named)
  }

  /// Whether a text is how a program shows an object of its own, such as `<shop.Agent object at 0x7f12>`.
  fileprivate func isAddress(_ text: ByteRange) -> Bool {
    let bytes = strings[text.indices]
    return bytes.first == UInt8(ascii: "<") && bytes.last == UInt8(ascii: ">")
      && bytes.count < 200 && string(text).contains(" at 0x")
  }

  /// Whether a text has a space in it, or letters other than those of ids.
  fileprivate func isMoreThanAWord(_ text: ByteRange) -> Bool {
    strings[text.indices].contains { $0 <= 0x20 || $0 >= 0x80 }
  }
}

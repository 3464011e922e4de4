internal import JSONBytes

/// The messages that went into the last calls of models, to know them again where the next call repeats them.
///
/// Every call of a model repeats the conversation so far. A list that begins with all of an earlier one needs only its
/// rest to be read: what the rest depends on is which calls of tools still wait for their results, and who spoke last.
struct MessageHistories {
  /// The messages of a list.
  private struct History {
    var stretch = TapeStretch()

    /// The places of the messages in the table.
    var places: [Int] = []
    var lastRole = Role.user

    /// The calls from the first that waits on, with their names and ids in `words`.
    var openCalls: [ToolCall] = []
    var words: [UInt8] = []
  }

  /// The one used last stands last.
  private var histories: [History] = []

  /// A sub-agent may speak between two calls of the agent that started it.
  private static let limit = 2

  /// The history that a list begins with, the longest if there are several.
  ///
  /// - Returns: Its place among the histories, and its length in words of the tape; `nil` if there is none.
  func head(of stretch: Range<Int>, in document: JSONDocument) -> (place: Int, count: Int)? {
    let heads = histories.indices.filter { histories[$0].stretch.isHead(of: stretch, in: document) }
    return heads.max { histories[$0].stretch.count < histories[$1].stretch.count }
      .map { ($0, histories[$0].stretch.count) }
  }

  /// Makes a reading go on behind the messages of a history: with one turn that stands for all of them.
  func resume(_ place: Int, _ reading: inout ChatMessages, of document: inout JSONDocument) {
    let history = histories[place]
    let start = history.words.isEmpty ? 0 : document.add(history.words).start
    let calls = history.openCalls.map { $0.moved(by: start) }
    reading.resume(after: history.lastRole, openCalls: calls)
  }

  /// The places of the messages of a history.
  func places(of place: Int) -> [Int] { histories[place].places }

  /// Remembers what was read of a list.
  ///
  /// - Parameter head: The history that the list begins with.
  mutating func remember(
    _ stretch: Range<Int>, of document: JSONDocument, _ reading: ChatMessages, places: [Int], head: Int?
  ) {
    guard let last = reading.trace.turns.last else { return }
    var history = History()
    if let head {
      history = histories.remove(at: head)
    } else if histories.count == Self.limit {
      history = histories.removeFirst()
    }
    history.stretch.copy(stretch, of: document, isHead: head != nil)
    (history.places, history.lastRole) = (places, last.role)
    history.words.removeAll(keepingCapacity: true)
    history.openCalls = reading.openCalls.map { call in
      var kept = ToolCall(tool: .empty, arguments: .empty, turn: 0)
      kept.tool = history.words.add(document.strings[call.tool.indices])
      kept.callID = call.callID.map { history.words.add(document.strings[$0.indices]) }
      kept.result = call.result.map { _ in .empty }
      return kept
    }
    histories.append(history)
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ bytes: ArraySlice<UInt8>) -> ByteRange {
    append(contentsOf: bytes)
    return ByteRange(start: count - bytes.count, count: bytes.count)
  }
}

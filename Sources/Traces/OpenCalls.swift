internal import JSONBytes

/// The tool calls of a trace that wait for their results.
///
/// A few are looked through one by one. Of more an index is kept, since a trace may have tens of thousands at once
/// whose results come in any order.
struct OpenCalls {
  /// Up to so many are looked through faster than an index is kept.
  private static let scanLimit = 32

  /// The places of the calls that wait, in order; where there is an index, some of them have been answered.
  private var places: [Int] = []
  private var listedCount = 0
  private var index: CallIndex?

  /// Takes in the calls that were made since the last time.
  mutating func list(_ calls: [ToolCall], in document: JSONDocument) {
    for place in listedCount..<calls.count {
      index?.add(place, calls[place], in: document)
      if calls[place].result == nil { places.append(place) }
    }
    listedCount = calls.count
    if places.count > Self.scanLimit { makeIndex(of: calls, in: document) }
  }

  private mutating func makeIndex(of calls: [ToolCall], in document: JSONDocument) {
    guard index == nil else { return }
    var made = CallIndex()
    for place in 0..<listedCount { made.add(place, calls[place], in: document) }
    index = made
  }

  /// Takes out the call that a result answers: the one with its id, else the first of its tool, else the first.
  ///
  /// A call that has an id waits for the result with that id.
  ///
  /// - Returns: The place of the call; `nil` where none waits for such a result.
  /// - Complexity: O(1) on average, whatever the number of calls, unless the result is of the last calls.
  mutating func take(_ result: ToolResult, of calls: [ToolCall], in document: JSONDocument) -> Int? {
    guard index == nil || result.isOfLastCalls else { return index?.call(for: result, calls, in: document) }
    guard let found = scan(for: result, calls, in: document) else { return nil }
    return index == nil ? places.remove(at: found) : places[found]
  }

  /// Where the call for a result stands among the places.
  private mutating func scan(for result: ToolResult, _ calls: [ToolCall], in document: JSONDocument) -> Int? {
    var (sameTool, first): (Int?, Int?)
    for found in (result.isOfLastCalls ? startOfLastTurn(calls) : 0)..<places.count {
      let call = calls[places[found]]
      guard call.result == nil else { continue }
      if let id = result.callID, let own = call.callID, document.isSameText(own, id) { return found }
      guard result.callID == nil || call.callID == nil else { continue }
      first = first ?? found
      if let tool = result.tool, document.isSameText(call.tool, tool) { sameTool = sameTool ?? found }
      if result.callID == nil, sameTool != nil || result.tool == nil { break }
    }
    return sameTool ?? first
  }

  /// Where the calls of the last turn that has any begin among the places.
  private mutating func startOfLastTurn(_ calls: [ToolCall]) -> Int {
    while let last = places.last, calls[last].result != nil { places.removeLast() }
    guard let last = places.last else { return 0 }
    var start = places.count - 1
    while start > 0, calls[places[start - 1]].turn == calls[last].turn { start -= 1 }
    return start
  }

  /// Whether a text is the id of a call from a place on, answered or not.
  mutating func holds(
    id: ByteRange, from first: Int, of calls: [ToolCall], in document: JSONDocument
  ) -> Bool {
    if calls.count - first > Self.scanLimit {
      list(calls, in: document)
      makeIndex(of: calls, in: document)
    }
    if let index { return index.lastPlace(ofID: id, in: document).map { $0 >= first } ?? false }
    return calls[first...].contains { $0.callID.map { document.isSameText($0, id) } ?? false }
  }
}

/// The places of tool calls by what results name them by.
private struct CallIndex {
  /// What results name a call by; calls without an id are kept apart too.
  private enum Kind: UInt64 {
    case id = 1
    case tool, toolOfUnnamed, any, anyUnnamed
  }

  /// Places in order, of which those before the head are known to be answered.
  private struct Queue {
    var places: [Int] = []
    var head = 0
  }

  /// By a hash of kind and text; with 64 bits two texts do not share one.
  private var queues: [UInt64: Queue] = [:]

  mutating func add(_ place: Int, _ call: ToolCall, in document: JSONDocument) {
    if let id = call.callID { add(place, .id, id, in: document) }
    guard call.result == nil else { return }
    queues[Self.key(.any), default: Queue()].places.append(place)
    add(place, .tool, call.tool, in: document)
    guard call.callID == nil else { return }
    queues[Self.key(.anyUnnamed), default: Queue()].places.append(place)
    add(place, .toolOfUnnamed, call.tool, in: document)
  }

  private mutating func add(_ place: Int, _ kind: Kind, _ text: ByteRange, in document: JSONDocument) {
    guard !text.isEmpty else { return }
    queues[Self.key(kind, text, in: document), default: Queue()].places.append(place)
  }

  /// The call that a result answers.
  mutating func call(for result: ToolResult, _ calls: [ToolCall], in document: JSONDocument) -> Int? {
    let isNamed = result.callID != nil
    if let id = result.callID, !id.isEmpty,
      let call = firstOpen(Self.key(.id, id, in: document), calls)
    {
      return call
    }
    if let tool = result.tool, !tool.isEmpty,
      let call = firstOpen(Self.key(isNamed ? .toolOfUnnamed : .tool, tool, in: document), calls)
    {
      return call
    }
    return firstOpen(Self.key(isNamed ? .anyUnnamed : .any), calls)
  }

  /// The first call of a queue that has no result.
  private mutating func firstOpen(_ key: UInt64, _ calls: [ToolCall]) -> Int? {
    guard let slot = queues.index(forKey: key) else { return nil }
    var head = queues.values[slot].head
    let count = queues.values[slot].places.count
    while head < count, calls[queues.values[slot].places[head]].result != nil { head += 1 }
    queues.values[slot].head = head
    return head < count ? queues.values[slot].places[head] : nil
  }

  /// The last call with an id, answered or not.
  func lastPlace(ofID id: ByteRange, in document: JSONDocument) -> Int? {
    id.isEmpty ? nil : queues[Self.key(.id, id, in: document)]?.places.last
  }

  private static func key(_ kind: Kind) -> UInt64 { TextHash(seed: kind.rawValue).value }

  private static func key(_ kind: Kind, _ text: ByteRange, in document: JSONDocument) -> UInt64 {
    var hash = TextHash(seed: kind.rawValue)
    hash.addBytes(document.strings.span, text)
    return hash.value
  }
}

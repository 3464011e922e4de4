internal import JSONBytes

/// Puts spans into the order in which things happened, whatever the order of their records.
///
/// The time of the start comes first, then the parent before its children, then the end, then the source's own
/// order or the id. A span without a time goes where its parent is; lines of a session keep their order.
struct SpanOrder {
  private let spans: [TraceSpan]

  init(_ spans: [TraceSpan]) {
    self.spans = spans
  }

  private struct Key {
    let session: Int
    let start: Double
    let depth: Int
    let end: Double
    let tie: UInt64
    let place: Int

    func precedes(_ other: Key) -> Bool {
      if session != other.session { return session < other.session }
      if start != other.start { return start < other.start }
      if depth != other.depth { return depth < other.depth }
      if end != other.end { return end < other.end }
      return (tie, place) < (other.tie, other.place)
    }
  }

  func sorted() -> [TraceSpan] {
    var places: [UInt64: Int] = [:]
    for (place, span) in spans.enumerated() where span.id != 0 { places[span.id] = place }
    var lastStart = -Double.infinity
    var keys: [Key] = []
    for (place, span) in spans.enumerated() {
      let (depth, inherited) = ancestry(of: place, places)
      let isLine = span.kind == .line
      let start = span.start ?? (isLine ? lastStart : inherited)
      if isLine { lastStart = start }
      keys.append(
        Key(
          session: span.session, start: start, depth: depth, end: span.end ?? .infinity,
          tie: isLine ? 0 : span.id, place: place))
    }
    return keys.sorted { $0.precedes($1) }.map { spans[$0.place] }
  }

  /// How many spans a span is in, and the start of the innermost of them that has one.
  private func ancestry(of place: Int, _ places: [UInt64: Int]) -> (depth: Int, start: Double) {
    var depth = 0
    var start: Double?
    var next = spans[place].parent
    // A ring of parents would be endless.
    while next != 0, depth < spans.count, let parent = places[next] {
      depth += 1
      start = start ?? spans[parent].start
      next = spans[parent].parent
    }
    return (depth, start ?? -.infinity)
  }
}

/// The header that the lines of a log begin with, learned from the lines: when, how severe, who wrote it.
///
/// What a line says comes after it, so a template is made of the rest. A header is a time near the start of nearly
/// all lines, what stands before it, and the fields after it that are times, levels, numbers, marks or brackets or
/// have a bar after them in nearly all lines; then, if nearly all have one, a name that ends in a colon.
struct LineHeader {
  /// The number of fields that each line begins with.
  private var fieldCount: Int

  /// What the last of them is in nearly all lines; `nil` if it is the time or of several kinds.
  private var lastKind: LineFields.Kind?

  /// The number of fields from there to the name that ends in a colon; `nil` if lines have none.
  private var nameOffset: Int?

  /// The column of the time, by which a line with the header is known.
  private let timeColumn: Int

  /// The least number of messages that show a header.
  private static let evidence = 10

  /// Nearly all lines, as a share from 0 to 1: names of two words shift the fields of some.
  private static let nearlyAll = 0.9

  /// The most words between two fields of a header: a host, a facility and a component.
  private static let gapLimit = 3

  /// Learns the header that messages have.
  ///
  /// - Returns: `nil` if they have none, or are fewer than ten.
  init?(of messages: [(bytes: [UInt8], count: Int)]) {
    let lines = Lines(messages)
    guard lines.count >= Self.evidence else { return nil }
    let dated = (0...LineFields.lastTimeColumn).map { column in
      lines.filter { Self.timeColumn(of: $0) == column }
    }
    guard let most = dated.map(\.count).max(), let column = dated.firstIndex(where: { $0.count == most }),
      Double(most) >= Self.nearlyAll * Double(lines.count)
    else { return nil }
    guard column <= 1 || dated[column].areNearlyAll({ Self.isColumn($0, 0, isContiguous: true) }) else {
      return nil
    }
    timeColumn = column
    fieldCount = column + 1
    learnColumns(dated[column])
  }

  /// The index at which a message goes on after its header; 0 if it has none or nothing follows.
  func end(in message: Span<UInt8>) -> Int {
    let line = LineFields(of: message)
    let fields = line.fields
    guard Self.timeColumn(of: fields) == timeColumn else { return 0 }
    var next = fieldCount
    if next <= fields.count, fields[next - 1].kind != lastKind ?? fields[next - 1].kind {
      next = unusualEnd(of: fields, at: next)
    }
    if let nameOffset {
      next = Self.nameColumn(of: fields, from: next).map { $0 + 1 } ?? next + nameOffset
    }
    return next < fields.count ? line.starts[next] : 0
  }

  /// The number of fields that a line begins with whose last field is not what it is in nearly all lines.
  ///
  /// A mark comes later where a name before it has two words; a number or bracket is left out where a word stands.
  private func unusualEnd(of fields: [LineFields.Field], at next: Int) -> Int {
    switch lastKind {
    case .mark: (next..<min(next + 2, fields.count)).first { fields[$0].kind == .mark }.map { $0 + 1 } ?? next
    case .number, .bracket: fields[next - 1].kind == .word ? next - 1 : next
    default: next
    }
  }

  // MARK: Learning

  /// The fields of lines, each sequence with the number of lines that begin with it.
  private struct Lines {
    private let countOfFields: [[LineFields.Field]: Int]
    let count: Int

    init(_ messages: [(bytes: [UInt8], count: Int)]) {
      var counts: [[LineFields.Field]: Int] = [:]
      for message in messages {
        counts[LineFields(of: message.bytes.span).fields, default: 0] += message.count
      }
      self.init(counts)
    }

    private init(_ counts: [[LineFields.Field]: Int]) {
      countOfFields = counts
      count = counts.values.reduce(0, +)
    }

    func filter(_ holds: ([LineFields.Field]) -> Bool) -> Lines {
      Lines(countOfFields.filter { holds($0.key) })
    }

    func areNearlyAll(_ holds: ([LineFields.Field]) -> Bool) -> Bool {
      let holding = countOfFields.reduce(0) { $0 + (holds($1.key) ? $1.value : 0) }
      return Double(holding) >= LineHeader.nearlyAll * Double(count)
    }
  }

  private mutating func learnColumns(_ lines: Lines) {
    var column = fieldCount
    while column - fieldCount <= Self.gapLimit, column < LineFields.limit {
      let first = fieldCount
      if lines.areNearlyAll({ Self.isColumn($0, column, isContiguous: column == first) }) {
        fieldCount = column + 1
        lastKind = LineFields.Kind.allCases.first { kind in
          lines.areNearlyAll { column < $0.count && $0[column].kind == kind }
        }
      } else if lines.areNearlyAll({ (Self.nameColumn(of: $0, from: first) ?? Int.max) <= column }) {
        nameOffset = column - first
        return
      }
      column += 1
    }
  }

  // MARK: Questions of a line

  private static func timeColumn(of fields: [LineFields.Field]) -> Int? {
    fields.firstIndex { $0.kind == .time }
  }

  /// Whether a field is of a kind that headers have; numbers count only right beside the rest of the header.
  private static func isColumn(_ fields: [LineFields.Field], _ column: Int, isContiguous: Bool) -> Bool {
    guard column < fields.count else { return false }
    switch fields[column].kind {
    case _ where fields[column].endsInBar: return true
    case .word: return false
    case .number: return isContiguous
    case .time, .level, .bracket, .mark: return true
    }
  }

  /// The column of the first field that ends in a colon, of those that may name what wrote the line.
  private static func nameColumn(of fields: [LineFields.Field], from start: Int) -> Int? {
    guard start < fields.count else { return nil }
    return (start..<min(start + gapLimit + 1, fields.count)).first { fields[$0].endsInColon }
  }
}

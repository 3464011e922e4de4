/// The distinct masked messages, with their tokens as numbers.
struct TemplateTable {
  /// A distinct sequence of tokens.
  struct Row {
    /// A number for each token: 0 for placeholders.
    var ids: [Int32]
    /// The tokens of the variant to show: the most frequent, of equals the first in the order of bytes.
    var tokens: [TemplateTokens.Token]
    var count: Int
  }

  /// The rows, in the order of their masked bytes.
  private(set) var rows: [Row] = []

  /// The row of each message.
  private(set) var rowOfMessage: [Int] = []

  /// The text and kind of each token number.
  private(set) var texts: [[UInt8]] = [Array("<*>".utf8)]
  private(set) var kinds: [TemplateTokens.Kind] = [.placeholder]
  private var idOfToken: [[UInt8]: Int32] = [:]

  /// The header that the messages begin with, if they are lines of a log.
  private let header: LineHeader?

  init(messages: [TemplateMiner.Message]) {
    let heads = messages.map { (bytes: TemplateHead.head(of: $0.bytes), count: $0.count) }
    header = LineHeader(of: heads)
    let mask = TemplateMask(header: header)
    var countOfMasked: [[UInt8]: Int] = [:]
    var masked: [[UInt8]] = []
    masked.reserveCapacity(messages.count)
    for head in heads {
      let bytes = mask.masked(head: head.bytes)
      countOfMasked[bytes, default: 0] += head.count
      masked.append(bytes)
    }
    let order = countOfMasked.keys.sorted { $0.lexicographicallyPrecedes($1) }
    var rowOfMasked: [[UInt8]: Int] = [:]
    var rowOfIDs: [[Int32]: Int] = [:]
    var bestCount: [Int] = []
    for bytes in order {
      let tokens = TemplateTokens.split(bytes.span)
      let ids = tokens.map { id(of: $0) }
      let count = countOfMasked[bytes] ?? 0
      let row = rowOfIDs[ids] ?? rows.count
      if row == rows.count {
        rowOfIDs[ids] = row
        rows.append(Row(ids: ids, tokens: tokens, count: 0))
        bestCount.append(count)
      } else if count > bestCount[row] {
        rows[row].tokens = tokens
        bestCount[row] = count
      }
      rows[row].count += count
      rowOfMasked[bytes] = row
    }
    rowOfMessage = masked.map { rowOfMasked[$0] ?? 0 }
  }

  private mutating func id(of token: TemplateTokens.Token) -> Int32 {
    guard token.kind != .placeholder else { return 0 }
    if let id = idOfToken[token.text] { return id }
    let id = Int32(texts.count)
    idOfToken[token.text] = id
    texts.append(token.text)
    kinds.append(token.kind)
    return id
  }

  // MARK: Result

  /// A group of rows that are one template.
  struct Group {
    /// The rows, in rising order; they may have different numbers of tokens.
    var rows: [Int]
    /// The token numbers that the rows have in common, 0 elsewhere.
    var shape: [Int32]
    var count: Int
    /// What the rows have in common if they are messages of one statement, with the shapes of the groups joined.
    var statement: Statement?
  }

  /// The tokens of a statement, and the shapes of its messages.
  struct Statement {
    var tokens: [TemplateTokens.Token]
    var shapes: [[Int32]]
  }

  /// Makes a group of rows of one length.
  func group(_ members: [Int]) -> Group {
    var shape = rows[members[0]].ids
    for row in members.dropFirst() {
      for (position, id) in rows[row].ids.enumerated() where shape[position] != id { shape[position] = 0 }
    }
    return Group(rows: members, shape: shape, count: members.reduce(0) { $0 + rows[$1].count })
  }

  /// Orders the groups by count and text, and writes them out.
  func templates(of groups: [Group]) -> Templates {
    let written = groups.map { (text: text(of: $0), group: $0) }
    let ordered = written.sorted { first, second in
      if first.group.count != second.group.count { return first.group.count > second.group.count }
      if first.text != second.text { return first.text.lexicographicallyPrecedes(second.text) }
      return first.group.rows[0] < second.group.rows[0]
    }
    var templateOfRow = Array(repeating: 0, count: rows.count)
    var shapes: [[Int32]: Int] = [:]
    for (index, entry) in ordered.enumerated().reversed() {
      for row in entry.group.rows {
        templateOfRow[row] = index
        shapes[rows[row].ids] = index
      }
    }
    for (index, entry) in ordered.enumerated().reversed() {
      for shape in entry.group.statement?.shapes ?? [entry.group.shape] { shapes[shape] = index }
    }
    return Templates(
      templates: ordered.map {
        Template(text: String(decoding: $0.text, as: UTF8.self), count: $0.group.count)
      },
      assignments: rowOfMessage.map { templateOfRow[$0] }, shapes: shapes, idOfToken: idOfToken,
      mask: TemplateMask(header: header))
  }

  /// The text of a template: its tokens, with the spaces that stand before them.
  private func text(of group: Group) -> [UInt8] {
    var text: [UInt8] = []
    for token in group.statement?.tokens ?? tokens(of: group) {
      if token.isSpaced, !text.isEmpty { text.append(0x20) }
      text += token.text
    }
    return text
  }

  /// The tokens of a template: its words, the placeholder where all members have the same, `<*>` elsewhere.
  func tokens(of group: Group) -> [TemplateTokens.Token] {
    let members = group.rows.filter { rows[$0].ids.count == group.shape.count }
    let shown = members.max { (rows[$0].count, $1) < (rows[$1].count, $0) } ?? group.rows[0]
    return rows[shown].tokens.enumerated().map { position, token in
      let isConstant = members.allSatisfy { rows[$0].tokens[position].text == token.text }
      if isConstant && (group.shape[position] != 0 || token.kind == .placeholder) { return token }
      return TemplateTokens.Token(text: texts[0], kind: .placeholder, isSpaced: token.isSpaced)
    }
  }
}

internal import JSONBytes

extension Trace {
  /// Shows what tools gave back without the wrapper in which the Model Context Protocol hands it over.
  ///
  /// `{"content": [{"type": "text", "text": "locked"}], "isError": true}` is the text `locked`, of a call that
  /// failed. A wrapper with anything but texts stays as it is.
  mutating func openResults(_ parser: JSONParser) {
    var added: [UInt8] = []
    var document = JSONDocument()
    for index in toolCalls.indices {
      guard let result = toolCalls[index].result else { continue }
      var (texts, isFlagged): ([ArraySlice<UInt8>], Bool) = ([], false)
      if let printed = PrintedToolResult(text[result.indices]) {
        (texts, isFlagged) = (printed.texts.map { $0[...] }, printed.isFlagged)
      } else if beginsWithWrapper(result), (try? parser.parse(text, result, into: &document)) != nil,
        let ranges = document.wrappedTexts
      {
        texts = ranges.map { document.strings[$0.indices] }
        isFlagged = document.field("isError", of: document.root).map { document.kind($0) } == .true
      }
      if isFlagged { toolCalls[index].mark = toolCalls[index].mark ?? ErrorMark(provenance: .flag) }
      guard !texts.isEmpty else { continue }
      let start = added.count
      added.append(contentsOf: texts.joined(separator: [UInt8(ascii: "\n")]))
      let opened = ByteRange(start: text.count + start, count: added.count - start)
      toolCalls[index].result = opened
      if let turn = toolCalls[index].resultTurn, turns[turn].text == result { turns[turn].text = opened }
    }
    guard !added.isEmpty else { return }
    text.append(contentsOf: added)
    JSONParser.appendPadding(to: &text)
  }

  /// Whether a text is an object whose first field is one of the wrapper's.
  private func beginsWithWrapper(_ range: ByteRange) -> Bool {
    var place = range.start
    for mark in [UInt8(ascii: "{"), UInt8(ascii: "\"")] {
      while place < range.end, text[place] <= 0x20 { place += 1 }
      guard place < range.end, text[place] == mark else { return false }
      place += 1
    }
    return Self.firstFields.contains { field in
      place + field.count <= range.end && text[place..<place + field.count].elementsEqual(field)
    }
  }

  private static let firstFields = ["content\"", "isError\"", "_meta\"", "meta\"", "structuredContent\""].map
  {
    Array($0.utf8)
  }
}

extension JSONDocument {
  /// The texts of a result as the Model Context Protocol wraps it; `nil` if the root is none, or holds more.
  fileprivate var wrappedTexts: [ByteRange]? {
    guard let content = field("content", of: root), kind(content) == .array,
      field("isError", of: root) != nil || field("structuredContent", of: root) != nil
        || onlyField(of: root) != nil
    else { return nil }
    let parts = elements(of: content)
    let texts = parts.compactMap { part -> ByteRange? in
      guard kind(part) == .object, text("type", of: part).map({ matches($0, "text") }) ?? false else {
        return nil
      }
      return text("text", of: part)
    }
    return parts.isEmpty || texts.count < parts.count ? nil : texts
  }
}

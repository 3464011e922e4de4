internal import JSONBytes

/// The JSON objects that stand in a text, prose and code fences around them.
struct AnswerObjects {
  /// The outermost objects, in order.
  let objects: [Found]

  /// Whether the text begins an object, code fence and white space aside, and does not end it.
  let isCutOff: Bool

  /// An object, and whether anything but a code fence follows it.
  struct Found {
    let document: JSONDocument
    let endsText: Bool
  }

  init(in text: String) {
    let bytes = Array(text.utf8)
    var (objects, place, tries): ([Found], Int, Int) = ([], 0, 0)
    var firstOpening: Int?
    while let opening = bytes[place...].firstIndex(of: UInt8(ascii: "{")), tries < Self.mostTries {
      firstOpening = firstOpening ?? opening
      tries += 1
      place = opening + 1
      guard let end = Self.end(of: bytes, from: opening),
        let document = try? JSONParser().parse(Array(bytes[opening..<end]))
      else { continue }
      objects.append(Found(document: document, endsText: Self.isNothing(bytes[end...])))
      place = end
    }
    self.objects = objects
    isCutOff = objects.isEmpty && firstOpening.map { Self.isNothing(bytes[..<$0]) } ?? false
  }

  /// An answer with more braces than this that begin no object is no answer; it bounds the work that one can make.
  private static let mostTries = 200

  /// The place behind the brace that closes the object which begins at a place.
  private static func end(of bytes: [UInt8], from opening: Int) -> Int? {
    var (depth, isString, isEscaped) = (0, false, false)
    for place in opening..<bytes.count {
      let byte = bytes[place]
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isString
      } else if byte == UInt8(ascii: "\"") {
        isString.toggle()
      } else if !isString, byte == UInt8(ascii: "{") {
        depth += 1
      } else if !isString, byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return place + 1 }
      }
    }
    return nil
  }

  /// Whether bytes hold no more than white space and the marks and name of a code fence.
  private static func isNothing(_ bytes: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace || $0 == "`" }
    return words.allSatisfy { ["json", "JSON"].contains($0) }
  }
}

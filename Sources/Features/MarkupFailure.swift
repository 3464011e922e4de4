internal import JSONBytes

/// Finds a failure in a body of markup: an error page, a SOAP fault, an error element.
///
/// Only the start is looked at, and only tags and their text: markup is not parsed.
struct MarkupFailure {
  let bytes: [UInt8]
  let text: ByteRange

  /// What the markup says of a failure; `nil` if it says none.
  func failure() -> Failure? {
    var signs = Signs()
    noteAttributes(&signs)
    forEachElement { name, words, isBare in if !isBare { note(name, words, &signs) } }
    guard signs.isFailure else { return nil }
    let message = signs.message ?? signs.heading
    return Failure(typeText: signs.typeText, status: signs.status, message: message)
  }

  /// Pages of errors are short, and what they say stands at their start.
  private static let searchedBytes = 4_000
  private static let wordsLimit = 600

  /// What was seen in the elements.
  private struct Signs {
    var isFailure = false
    var status: Int?
    var typeText: [UInt8]?
    var message: [UInt8]?
    var heading: [UInt8]?
  }

  /// Calls a closure with the name of each element, in lower case and without its prefix, the text that follows its
  /// start tag, and whether the element holds nothing: `<error></error>`, `<error v=""/>`.
  private func forEachElement(_ body: (String, [UInt8], Bool) -> Void) {
    let end = min(text.end, text.start + Self.searchedBytes)
    var place = text.start
    while place < end {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      var name = ""
      var index = place + 1
      while index < end, isNameByte(bytes[index]) {
        if bytes[index] == UInt8(ascii: ":") {
          name = ""
        } else {
          name.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        }
        index += 1
      }
      while index < end, bytes[index] != UInt8(ascii: ">") { index += 1 }
      let isClosed = index > text.start && bytes[index - 1] == UInt8(ascii: "/")
      let hasValue = isClosed && holdsValue(place..<index)
      let start = min(index + 1, end)
      place = start
      while place < end, bytes[place] != UInt8(ascii: "<") { place += 1 }
      guard !name.isEmpty else { continue }
      let isEnded = place == start && place + 1 < end && bytes[place + 1] == UInt8(ascii: "/")
      body(name.lowercased(), trimmed(start..<place), isClosed ? !hasValue : isEnded)
    }
  }

  /// Whether a tag has an attribute with a value.
  private func holdsValue(_ tag: Range<Int>) -> Bool {
    tag.dropLast(2).contains {
      let quote = bytes[$0 + 1]
      return bytes[$0] == UInt8(ascii: "=") && (quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"))
        && bytes[$0 + 2] != quote
    }
  }

  /// Notes what the attributes of the first element say: `<ack status="REJECTED" text="gate is shut"/>`.
  private func noteAttributes(_ signs: inout Signs) {
    var (isFailure, isWeak) = (false, false)
    var (type, message): ([UInt8]?, [UInt8]?)
    forEachAttribute { name, value in
      let word = String(decoding: value.prefix(Self.wordLimit), as: UTF8.self).lowercased()
      switch BodyField(
        rawValue: BodyField.table.value(of: Array(name).span, ByteRange(start: 0, count: name.count)))
      {
      case .status, .wrapperOrStatus:
        if BodyFailure.errorWords.contains(word) { isFailure = true }
        if BodyFailure.weakErrorWords.contains(word) { isWeak = true }
      case .success: if ["false", "0", "no", "n"].contains(word) { isFailure = true }
      case .failed: if ["true", "1", "yes", "y"].contains(word) { isFailure = true }
      case .error, .errorMessage:
        if !BodyFailure.noError.contains(word) { (isFailure, message) = (true, message ?? value) }
      case .code, .errorType: type = type ?? value
      case .message, .words, .reason: message = message ?? value
      default: break
      }
    }
    // A state such as "failed" may be that of an order; with words beside it, it is that of the call.
    guard isFailure || isWeak && message != nil else { return }
    (signs.isFailure, signs.message, signs.typeText) = (true, message, type)
  }

  /// A longer value is no word for a state.
  private static let wordLimit = 24

  /// Calls a closure with the name, in lower case, and the value of each attribute of the first element.
  private func forEachAttribute(_ body: ([UInt8], [UInt8]) -> Void) {
    let end = min(text.end, text.start + Self.tagBytes)
    var place = text.start + 1
    while place < end, isNameByte(bytes[place]) { place += 1 }
    while place < end, bytes[place] != UInt8(ascii: ">") {
      let start = place
      while place < end, isNameByte(bytes[place]) { place += 1 }
      guard place > start, place + 1 < end, bytes[place] == UInt8(ascii: "=") else {
        place += 1
        continue
      }
      let name = bytes[start..<place].map {
        $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0
      }
      let quote = bytes[place + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let close = bytes[(place + 2)..<end].firstIndex(of: quote)
      else { return }
      body(name, trimmed((place + 2)..<close))
      place = close + 1
    }
  }

  /// The start tag of an answer is short.
  private static let tagBytes = 600

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private func trimmed(_ range: Range<Int>) -> [UInt8] {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return (start..<min(end, start + Self.wordsLimit)).map { bytes[$0] }
  }

  private func note(_ name: String, _ words: [UInt8], _ signs: inout Signs) {
    switch name {
    case "title", "h1", "h2":
      noteHeading(words, &signs)
    case "fault", "error", "tool_use_error", "exception", "errorresponse", "servicefault", "serviceexception",
      "fehler", "erreur", "errore", "erro", "fout", "blad", "hata", "chyba":
      signs.isFailure = true
      if signs.message == nil, words.contains(0x20) { signs.message = words }
    case "faultstring", "errormessage", "errordescription", "exceptiontext", "fehlertext", "fehlermeldung",
      "foutmelding":
      guard !words.isEmpty else { return }
      signs.isFailure = true
      signs.message = words
    case "faultcode", "errorcode", "errortype", "fehlercode", "foutcode":
      guard words.contains(where: { $0 != UInt8(ascii: "0") }) else { return }
      signs.isFailure = true
      signs.typeText = words
    case "success", "ok":
      if String(decoding: words.prefix(8), as: UTF8.self).lowercased() == "false" { signs.isFailure = true }
    case "warning":
      // Travel's services put refusals into warnings.
      let range = ByteRange(start: 0, count: words.count)
      guard ErrorPhraseIndex.shared.hasShapeOfFailure(words.span, range) else { return }
      signs.isFailure = true
      signs.message = signs.message ?? words
    case "err":
      signs.isFailure = true
    case "code":
      // The local word of a SOAP 1.2 fault, or the code of an error element.
      if signs.isFailure, signs.typeText == nil, !words.isEmpty { signs.typeText = words }
    case "message", "msg", "reason", "text", "string", "detail", "description", "p", "pre", "meldung",
      "mensaje",
      "mensagem", "messaggio", "grund", "motivo", "motif", "texto", "texte":
      if signs.isFailure, signs.message == nil, !words.isEmpty { signs.message = words }
    default: break
    }
  }

  /// A heading tells a failure if it begins with an HTTP status of one, or with a word of failure.
  private func noteHeading(_ words: [UInt8], _ signs: inout Signs) {
    guard !words.isEmpty else { return }
    let range = ByteRange(start: 0, count: words.count)
    let phrases = ErrorPhraseIndex.shared
    let status = Self.leadingStatus(words) ?? phrases.httpStatus(in: words.span, range)
    let isShort = words.count <= Self.headingLimit
    guard
      status != nil
        || isShort
          && (phrases.beginsAsFailure(words.span, range)
            || phrases.holdsFailure(words.span, range, isShort: true))
    else { return }
    signs.isFailure = true
    signs.status = signs.status ?? status
    if words.count > 3 { signs.heading = words }
  }

  /// A longer heading is the title of a document.
  private static let headingLimit = 80

  /// The status from 400 to 599 with which a heading begins.
  private static func leadingStatus(_ words: [UInt8]) -> Int? {
    guard words.count >= 3, words.count == 3 || words[3] <= 0x20 || words[3] == UInt8(ascii: ":"),
      let status = Int(String(decoding: words.prefix(3), as: UTF8.self)), (400..<600).contains(status)
    else { return nil }
    return status
  }
}

internal import JSONBytes

/// Finds, in what a program printed, the words of the exception that ended it.
///
/// Around them stand the frames of a stack, lines of the source that quote any word, and what else was printed, before
/// and behind. Of exceptions that were thrown while another was handled the last tells, and of causes the last, which is
/// the first that happened. Known are the shapes of Python, the Java machine, .NET, JavaScript, Go and Rust.
struct ThrownLine {
  let bytes: [UInt8]
  let text: ByteRange

  /// The words, mostly one line of the text.
  ///
  /// - Returns: `nil` if no stack or traceback is printed, or no exception behind it.
  /// - Complexity: Linear in the bytes of the text.
  func words() -> ByteRange? {
    guard text.count > Self.leastBytes else { return nil }
    var reading = Reading()
    var start = text.start
    while start < text.end {
      let end = bytes[start..<text.end].firstIndex(of: UInt8(ascii: "\n")) ?? text.end
      take(line(from: start, to: end), &reading)
      start = end + 1
    }
    return reading.found
  }

  /// A shorter text has no frame in it.
  private static let leastBytes = 12

  /// A line without the white space at its ends, and how far it is indented; the margin that Python draws beside the
  /// exceptions of a group is left out.
  private struct Line {
    var words: ByteRange
    var indent: Int
  }

  /// What was read so far.
  private struct Reading {
    var found: ByteRange?

    /// Whether a traceback of Python has begun, and how far it is indented.
    var frames: Int?

    /// The name before the word Traceback, as notebooks print it, by which the exception begins below.
    var awaited: ByteRange?

    /// Whether the words that were found end in a colon, so that the next line belongs to them.
    var isOpen = false

    /// Whether the line above is an exception of Python.
    var isBehind = false

    /// Whether a frame such as `at main (a.js:1)` was met.
    var hasFrame = false

    /// The last line before the frames that begins with the name of an exception.
    var named: ByteRange?

    /// What Go panicked for, before its first goroutine.
    var panic: ByteRange?

    mutating func find(_ words: ByteRange, in bytes: [UInt8]) {
      found = words
      isOpen = bytes[words.end - 1] == UInt8(ascii: ":")
    }
  }

  private func line(from start: Int, to end: Int) -> Line {
    var (first, last) = (start, end)
    while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
    while first < last, bytes[first] <= 0x20 { first += 1 }
    let isMargin =
      first + 1 < last && bytes[first + 1] == 0x20
      && (bytes[first] == UInt8(ascii: "|") || bytes[first] == UInt8(ascii: "+"))
    guard isMargin else { return Line(words: Self.range(first, last), indent: first - start) }
    let margin = first + 2
    first = margin
    while first < last, bytes[first] <= 0x20 { first += 1 }
    return Line(words: Self.range(first, last), indent: first - margin)
  }

  private static func range(_ start: Int, _ end: Int) -> ByteRange {
    ByteRange(start: start, count: end - start)
  }

  private func take(_ line: Line, _ reading: inout Reading) {
    let isBehind = reading.isBehind
    reading.isBehind = false
    guard !line.words.isEmpty else {
      reading.isOpen = false
      return
    }
    if isBehind, let reply = reply(line.words) {
      reading.found = reply
      return
    }
    if reading.isOpen, let found = reading.found {
      reading.found = Self.range(found.start, line.words.end)
      reading.isOpen = false
      return
    }
    if noteHeader(line, &reading) { return }
    if let indent = reading.frames {
      guard line.indent <= indent else { return }
      reading.frames = nil
      if isException(line.words) {
        reading.find(line.words, in: bytes)
        reading.isBehind = true
        return
      }
    }
    if let name = reading.awaited, begins(line.words, with: bytes[name.indices]) {
      let end = line.words.start + name.count
      if end == line.words.end || bytes[end] == UInt8(ascii: ":") {
        return reading.find(line.words, in: bytes)
      }
    }
    noteOthers(line, &reading)
  }

  // MARK: Python

  private static let header = Array("Traceback (most recent call last)".utf8)
  private static let file = Array("File \"".utf8)

  /// Whether a line begins a traceback, or tells where a program could not be read.
  private func noteHeader(_ line: Line, _ reading: inout Reading) -> Bool {
    let words = line.words
    let end = bytes[words.end - 1] == UInt8(ascii: ":") ? words.end - 1 : words.end
    let start = end - Self.header.count
    if start >= words.start, bytes[start] == Self.header[0], bytes[start..<end].elementsEqual(Self.header) {
      reading.frames = start == words.start ? line.indent : 0
      let name = bytes[words.start..<start].prefix { ErrorPhraseIndex.isNamePart($0) }
      reading.awaited = name.isEmpty ? nil : Self.range(name.startIndex, name.endIndex)
      return true
    }
    // The frame of an error of syntax names no function: `File "a.py", line 1`.
    guard reading.frames == nil, ErrorPhraseIndex.isDigit(bytes[words.end - 1]) else { return false }
    var number = words.end
    while number > words.start, ErrorPhraseIndex.isDigit(bytes[number - 1]) { number -= 1 }
    guard bytes[words.start..<number].reversed().starts(with: "\", line ".utf8.reversed()),
      let quote = bytes[words.indices].firstIndex(of: UInt8(ascii: "\"")), quote - words.start >= 5,
      bytes[..<(quote + 1)].suffix(Self.file.count).elementsEqual(Self.file)
    else { return false }
    reading.frames = 0
    return true
  }

  /// Whether words are the name of a class before a colon or alone: `KeyError: 'a'`, `requests.exceptions.Timeout: slow`.
  private func isException(_ words: ByteRange) -> Bool {
    let name = bytes[words.indices].prefix {
      ErrorPhraseIndex.isNamePart($0) || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
    }
    guard let first = name.first, ErrorPhraseIndex.isLetter(first) || first == UInt8(ascii: "_") else {
      return false
    }
    if name.endIndex < words.end { return bytes[name.endIndex] == UInt8(ascii: ":") }
    return name.contains(UInt8(ascii: ".")) || Self.endings.contains { Self.ends(name, with: $0) }
  }

  private static let endings = ["Error", "Exception", "Interrupt", "Exit", "Iteration", "Warning"].map {
    Array($0.utf8)
  }

  private static func ends(_ name: ArraySlice<UInt8>, with ending: [UInt8]) -> Bool {
    name.count >= ending.count && name.suffix(ending.count).elementsEqual(ending)
  }

  /// What a service replied that a program stumbles over, printed right behind: `{'message': 'too slow'}`.
  private func reply(_ words: ByteRange) -> ByteRange? {
    guard let start = Self.replies.first(where: { begins(words, with: $0[...]) })?.count,
      words.count > start + 2,
      bytes[words.end - 1] == UInt8(ascii: "}")
    else { return nil }
    let (quote, first) = (bytes[words.start + start - 1], words.start + start)
    guard let end = bytes[first..<words.end].firstIndex(of: quote), end > first else { return nil }
    return Self.range(first, end)
  }

  private static let replies = ["message", "error", "detail", "msg"].flatMap { key in
    ["'", "\""].map { Array("{\($0)\(key)\($0): \($0)".utf8) }
  }

  // MARK: Other languages

  private static let causes = ["Caused by: ", "[cause]: ", "---> "].map { Array($0.utf8) }
  private static let frame = Array("at ".utf8)
  private static let panics = ["panic: ", "fatal error: "].map { Array($0.utf8) }
  private static let goroutine = Array("goroutine ".utf8)
  private static let thread = Array("thread '".utf8)
  private static let panicked = Array(" panicked at ".utf8)

  private func noteOthers(_ line: Line, _ reading: inout Reading) {
    let words = line.words
    switch bytes[words.start] {
    case UInt8(ascii: "a") where line.indent > 0 && begins(words, with: Self.frame[...]):
      if !reading.hasFrame, reading.found == nil { reading.found = reading.named }
      reading.hasFrame = true
    case UInt8(ascii: "C"), UInt8(ascii: "["), UInt8(ascii: "-"): noteCause(line, &reading)
    case UInt8(ascii: "p"), UInt8(ascii: "f"):
      let isPanic = Self.panics.contains { begins(words, with: $0[...]) }
      if isPanic, line.indent == 0 || reading.panic != nil { reading.panic = words }
    case UInt8(ascii: "g"):
      guard let panic = reading.panic, begins(words, with: Self.goroutine[...]) else { break }
      reading.found = panic
      reading.panic = nil
    case UInt8(ascii: "t"):
      guard begins(words, with: Self.thread[...]), let place = place(of: Self.panicked, in: words) else {
        break
      }
      reading.find(Self.range(place + 1, words.end), in: bytes)
      return
    default: break
    }
    noteNamed(line, &reading)
  }

  private func noteCause(_ line: Line, _ reading: inout Reading) {
    guard let mark = Self.causes.first(where: { begins(line.words, with: $0[...]) }) else { return }
    let cause = Self.range(line.words.start + mark.count, line.words.end)
    // .NET prints causes before the frames.
    if reading.hasFrame || namesException(cause) { reading.found = cause }
  }

  /// Notes a line that begins with the name of an exception, and what follows on it up to the frames.
  private func noteNamed(_ line: Line, _ reading: inout Reading) {
    guard !reading.hasFrame else { return }
    if line.indent == 0, namesException(line.words) {
      reading.named = line.words
    } else if let named = reading.named {
      reading.named = Self.range(named.start, line.words.end)
    }
  }

  /// Whether words begin with a name that ends in Error or Exception, before a colon.
  private func namesException(_ words: ByteRange) -> Bool {
    let name = bytes[words.indices].prefix { ErrorPhraseIndex.isNamePart($0) || $0 == UInt8(ascii: "$") }
    return name.endIndex < words.end && bytes[name.endIndex] == UInt8(ascii: ":")
      && Self.endings.prefix(2).contains { Self.ends(name, with: $0) }
  }

  private func begins(_ words: ByteRange, with start: ArraySlice<UInt8>) -> Bool {
    words.count >= start.count && bytes[words.start..<words.start + start.count].elementsEqual(start)
  }

  /// The place of a phrase that stands early in words.
  private func place(of phrase: [UInt8], in words: ByteRange) -> Int? {
    guard words.count > phrase.count else { return nil }
    let last = min(words.start + Self.nameLimit, words.end - phrase.count)
    return (words.start...last).first { bytes[$0..<$0 + phrase.count].elementsEqual(phrase) }
  }

  /// The name of a thread is shorter.
  private static let nameLimit = 100
}

/// Finds many phrases in one pass over bytes, whatever the case of ASCII letters.
///
/// A phrase counts only between word borders: "error" is not in "terror" nor in "errors".
///
/// Source: A. V. Aho and M. J. Corasick 1975, doi:10.1145/360825.360855.
package struct PhraseMatcher: Sendable {
  /// A phrase that was found: its place in the list of phrases, and where it ends.
  package struct Match: Hashable {
    package let phrase: Int
    package let end: Int
  }

  private let phrases: SharedTable<Phrase>
  private let classes: SharedTable<UInt8>
  private let classCount: Int
  /// Where each state goes by class of byte: the place of the next state's own row in this table.
  private let next: SharedTable<Int32>
  /// The first row of the states in which a phrase ends; they stand behind all others.
  private let firstEnding: Int32
  /// The length of the longest phrase in bytes.
  private let longest: Int
  private let ending: SharedTable<Int32>
  private let shorter: SharedTable<Int32>

  /// What must be known of a phrase once it is found.
  private struct Phrase: BitwiseCopyable {
    let length: Int32
    let beginsWithLetter: Bool
    let endsWithLetter: Bool
  }

  /// - Parameter phrases: In lower case; where one is listed twice the first counts.
  package init(_ phrases: [String]) {
    let bytes = phrases.map { Array($0.utf8) }
    self.phrases = SharedTable(
      bytes.map {
        Phrase(
          length: Int32($0.count), beginsWithLetter: $0.first.map(Self.isWordByte) ?? false,
          endsWithLetter: $0.last.map(Self.isWordByte) ?? false)
      })
    longest = max(1, bytes.map(\.count).max() ?? 1)
    let states = PhraseStates(bytes).endingLast
    classes = SharedTable(states.classes)
    classCount = states.classCount
    next = SharedTable(states.next.map { $0 * Int32(states.classCount) })
    firstEnding = Int32(states.firstEnding * states.classCount)
    ending = SharedTable(states.ending)
    shorter = SharedTable(states.shorter)
  }

  /// Calls a closure with every phrase that stands in a stretch of bytes, in no particular order.
  ///
  /// A step waits for the one before it, so that a long stretch is read at two places at once.
  package func forEachMatch(in bytes: Span<UInt8>, _ range: ByteRange, _ body: (Match) -> Void) {
    precondition(range.start >= 0 && range.end <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    guard range.count >= 4 * longest else {
      var state: Int32 = 0
      for place in range.indices { step(&state, bytes, range, place, endingAfter: 0, body) }
      return
    }
    // The second reader begins early enough to meet whatever ends behind where the first one stops, and reads as
    // many bytes as the first or one more.
    let middle = (range.start + range.end + longest - 1) / 2
    let second = middle - longest + 1
    var (one, other): (Int32, Int32) = (0, 0)
    for offset in 0..<middle - range.start {
      step(&one, bytes, range, range.start + offset, endingAfter: 0, body)
      step(&other, bytes, range, second + offset, endingAfter: middle, body)
    }
    let last = second + middle - range.start
    if last < range.end { step(&other, bytes, range, last, endingAfter: middle, body) }
  }

  /// Takes in one byte and reports what ends there, unless it ends no later than a limit.
  @inline(__always)
  private func step(
    _ state: inout Int32, _ bytes: Span<UInt8>, _ range: ByteRange, _ place: Int, endingAfter limit: Int,
    _ body: (Match) -> Void
  ) {
    // The range was checked against the bytes.
    let byte = unsafe bytes[unchecked: place]
    state = next[Int(state) + Int(classes[Int(byte)])]
    if state >= firstEnding, place + 1 > limit { report(state, bytes, range, place, body) }
  }

  /// Reports the phrases that end at a place, the longest first.
  @inline(never)
  private func report(
    _ state: Int32, _ bytes: Span<UInt8>, _ range: ByteRange, _ place: Int, _ body: (Match) -> Void
  ) {
    let row = Int(state) / classCount
    var found = ending[row] >= 0 ? row : Int(shorter[row])
    while found >= 0 {
      let index = Int(ending[found])
      let phrase = phrases[index]
      let start = place + 1 - Int(phrase.length)
      let startsWell =
        !phrase.beginsWithLetter || start == range.start || !Self.isWordByte(bytes[start - 1])
      let endsWell =
        !phrase.endsWithLetter || place + 1 == range.end || !Self.isWordByte(bytes[place + 1])
      if startsWell && endsWell { body(Match(phrase: index, end: place + 1)) }
      found = Int(shorter[found])
    }
  }

  /// Whether a byte is part of an ASCII word; other scripts have no borders that bytes could tell.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

/// The states of an automaton for phrases, while it is made.
private struct PhraseStates {
  private(set) var classes = [UInt8](repeating: 0, count: 256)
  private(set) var classCount = 1
  private(set) var next: [Int32] = []

  /// The phrase that ends in a state, or −1.
  private(set) var ending: [Int32] = []

  /// The nearest state along the failure links in which a phrase ends, or −1.
  private(set) var shorter: [Int32] = []

  init(_ phrases: [[UInt8]]) {
    for byte in phrases.joined() where classes[Int(byte)] == 0 {
      classes[Int(byte)] = UInt8(classCount)
      classCount += 1
    }
    for upper in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      classes[Int(upper)] = classes[Int(upper | 0x20)]
    }
    addState()
    for (index, phrase) in phrases.enumerated() { insert(phrase, index) }
    link()
  }

  /// The number of states in which no phrase ends, once they are ordered.
  private(set) var firstEnding = 0

  /// The same automaton with the states in which a phrase ends behind all others; the first state stays.
  var endingLast: PhraseStates {
    let states = ending.indices
    let isEnding = states.map { ending[$0] >= 0 || shorter[$0] >= 0 }
    let order = states.filter { !isEnding[$0] } + states.filter { isEnding[$0] }
    var numbers = [Int32](repeating: 0, count: order.count)
    for (number, state) in order.enumerated() { numbers[state] = Int32(number) }
    var output = self
    output.firstEnding = isEnding.count { !$0 }
    output.ending = order.map { ending[$0] }
    output.shorter = order.map { shorter[$0] >= 0 ? numbers[Int(shorter[$0])] : -1 }
    output.next = order.flatMap { state in
      next[state * classCount..<(state + 1) * classCount].map { numbers[Int($0)] }
    }
    return output
  }

  private mutating func addState() {
    next.append(contentsOf: repeatElement(-1, count: classCount))
    ending.append(-1)
    shorter.append(-1)
  }

  private mutating func insert(_ phrase: [UInt8], _ index: Int) {
    var state = 0
    for byte in phrase {
      let edge = state * classCount + Int(classes[Int(byte)])
      if next[edge] < 0 {
        next[edge] = Int32(ending.count)
        addState()
      }
      state = Int(next[edge])
    }
    if ending[state] < 0 { ending[state] = Int32(index) }
  }

  /// Fills in, breadth first, where each state goes when no phrase goes on.
  private mutating func link() {
    var failure = [Int](repeating: 0, count: ending.count)
    var queue: [Int] = []
    for edge in 0..<classCount {
      if next[edge] < 0 {
        next[edge] = 0
      } else {
        queue.append(Int(next[edge]))
      }
    }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let fallback = failure[state]
      shorter[state] = ending[fallback] >= 0 ? Int32(fallback) : shorter[fallback]
      for edge in 0..<classCount {
        let target = next[state * classCount + edge]
        if target < 0 {
          next[state * classCount + edge] = next[fallback * classCount + edge]
        } else {
          failure[Int(target)] = Int(next[fallback * classCount + edge])
          queue.append(Int(target))
        }
      }
    }
  }
}

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
  private let next: SharedTable<Int32>
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
    let states = PhraseStates(bytes)
    classes = SharedTable(states.classes)
    classCount = states.classCount
    next = SharedTable(states.next)
    ending = SharedTable(states.ending)
    shorter = SharedTable(states.shorter)
  }

  /// Calls a closure with every phrase that stands in a stretch of bytes, in the order of their ends.
  package func forEachMatch(in bytes: Span<UInt8>, _ range: ByteRange, _ body: (Match) -> Void) {
    var state = 0
    for place in range.indices {
      state = Int(next[state * classCount + Int(classes[Int(bytes[place])])])
      var found = ending[state] >= 0 ? state : Int(shorter[state])
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

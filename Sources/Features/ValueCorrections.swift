internal import JSONBytes
internal import Traces

/// Where the user says another value in place of one said before: `make that 27, not 25`.
///
/// An agent that goes on with the old one leaves no error. What shows it is that successes go on with the new one.
struct ValueCorrections {
  /// The last first.
  private var corrections: [Correction] = []

  /// The turn in which a value is said in place of an old one, both in lower case.
  private struct Correction {
    let turn: Int
    let old: [UInt8]
    let new: [UInt8]
  }

  /// The limits are chosen by hand: no other values were tried.
  private static let turnBytes = 240
  private static let requestBytes = 4_000
  private static let tokenBytes = 24
  private static let valueBytes = 40
  private static let limit = 16

  /// Of longer talk the first tells.
  private static let knownLimit = 400

  init(_ trace: Trace) {
    guard Self.mayCorrect(trace) else { return }
    var known: [[UInt8]] = []
    for (place, turn) in trace.turns.enumerated() where turn.role == .user {
      let tokens = Self.tokens(trace.text[turn.text.indices.prefix(Self.requestBytes)])
      if !known.isEmpty, turn.text.count <= Self.turnBytes {
        note(tokens, in: place, known)
        if corrections.count >= Self.limit { break }
      }
      known += tokens
      if known.count >= Self.knownLimit { break }
    }
    corrections.reverse()
  }

  /// Whether a turn of the user behind the first is short and has a digit.
  private static func mayCorrect(_ trace: Trace) -> Bool {
    trace.turns.drop { $0.role != .user }.dropFirst().contains { turn in
      turn.role == .user && turn.text.count <= turnBytes
        && turn.text.indices.contains { ErrorPhraseIndex.isDigit(trace.text[$0]) }
    }
  }

  /// Notes the values of a turn that are new, where one of the same shape was said before and is said again.
  private mutating func note(_ tokens: [[UInt8]], in turn: Int, _ known: [[UInt8]]) {
    let (old, new) = (tokens.filter(known.contains), tokens.filter { !known.contains($0) })
    // Who comes back to a value may want it after all.
    corrections.removeAll { old.contains($0.old) }
    for value in new {
      let shape = Self.shape(value)
      let others = Set(old.filter { Self.shape($0) == shape })
      // Of several nobody knows which is meant.
      guard others.count == 1, let other = others.first,
        Set(new.filter { Self.shape($0) == shape }).count == 1
      else { continue }
      corrections.append(Correction(turn: turn, old: other, new: value))
    }
  }

  /// Whether a value, in lower case, is the new one of those that were corrected before a turn; `nil` where it is neither.
  func keeps(_ value: [UInt8], before turn: Int) -> Bool? {
    guard !corrections.isEmpty, value.count <= Self.valueBytes else { return nil }
    let tokens = Self.tokens(value[...])
    for correction in corrections where correction.turn < turn {
      if tokens.contains(correction.new) { return true }
      if tokens.contains(correction.old) { return false }
    }
    return nil
  }

  /// The words with a digit, in lower case; marks within them such as those of a date are parts of them.
  private static func tokens(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var token: [UInt8] = []
    func end() {
      while let last = token.last, isMark(last) { token.removeLast() }
      if token.count <= tokenBytes, token.contains(where: ErrorPhraseIndex.isDigit) { tokens.append(token) }
      token.removeAll(keepingCapacity: true)
    }
    for byte in text {
      if ErrorPhraseIndex.isDigit(byte) || ErrorPhraseIndex.isLetter(byte) || byte >= 0x80 {
        token.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
      } else if !token.isEmpty, isMark(byte) {
        token.append(byte)
      } else {
        end()
      }
    }
    end()
    return tokens
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ",")
  }

  /// A token with one digit for any number and one letter for any word.
  private static func shape(_ token: [UInt8]) -> [UInt8] {
    var shape: [UInt8] = []
    for byte in token {
      let sort = ErrorPhraseIndex.isDigit(byte) ? UInt8(ascii: "9") : isMark(byte) ? byte : UInt8(ascii: "a")
      if sort != shape.last { shape.append(sort) }
    }
    return shape
  }
}

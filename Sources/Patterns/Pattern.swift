internal import CRE2

/// A regular expression that is matched in time linear in the text, whatever stands in either.
///
/// RE2 never goes back in the text, so no pattern and no hostile text can make it take longer; what cannot be
/// matched that way (references to groups, looking around) is no pattern.
///
/// Source: R. Cox 2010, "Regular Expression Matching in the Wild", https://swtch.com/~rsc/regexp/regexp3.html.
@safe package final class Pattern {
  private let compiled: OpaquePointer

  /// Compiles a pattern in RE2's syntax.
  ///
  /// - Throws: `PatternError` with what is wrong, in words.
  package init(_ text: String) throws(PatternError) {
    let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
    guard bytes.count <= Self.longest else {
      throw PatternError(reason: "it is longer than \(Self.longest) bytes")
    }
    let made = unsafe bytes.withUnsafeBufferPointer { unsafe cre2_make($0.baseAddress, $0.count) }
    guard let made = unsafe made else { throw PatternError(reason: "there is not enough memory for it") }
    if let error = unsafe cre2_error(made) {
      let reason = unsafe String(cString: error)
      unsafe cre2_free(made)
      throw PatternError(reason: reason)
    }
    unsafe compiled = made
  }

  deinit { unsafe cre2_free(compiled) }

  /// Whether a match begins anywhere in a stretch of UTF-8.
  package func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count,
      "\(range) is not within \(bytes.count) bytes")
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      // An empty text has a place too: `^$` matches it.
      guard let start = buffer.baseAddress else { return unsafe cre2_matches(compiled, nil, 0) }
      return unsafe cre2_matches(compiled, start + range.lowerBound, range.count)
    }
  }

  /// Whether a match begins anywhere in a text.
  package func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return matches(bytes.span, bytes.indices)
  }

  /// A longer pattern is no rule that a person wrote.
  private static let longest = 10_000
}

/// Why a text is no pattern.
package struct PatternError: Error, Sendable, Hashable {
  /// What is wrong, in words.
  package let reason: String
}

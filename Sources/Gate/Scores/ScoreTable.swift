package import Evaluators
package import Labels

/// Scores as columns: what each evaluator said of each trace, and what made it say so.
///
/// Texts are numbered, hashes are kept as 64 bits of them, so that a row costs 77 bytes and each trace its name: a
/// million scores of 100,000 traces take about 85 MB.
package struct ScoreTable: Sendable {
  /// The ids of the traces.
  package internal(set) var traces = TextTable()

  /// All other texts.
  package internal(set) var words = TextTable()

  /// What rows may have been made by, each once.
  package internal(set) var sources: [Source] = []

  // The columns, one element a row. Texts are numbers in `words`, −1 where there is none.
  package internal(set) var trace: [Int32] = []
  package internal(set) var source: [Int32] = []
  package internal(set) var agent: [Int32] = []
  package internal(set) var signature: [Int32] = []
  package internal(set) var label: [Int32] = []
  package internal(set) var mappedLabel: [Int32] = []

  /// What is behind `S-` in the id, as a number; 0 where the id is missing or of another form.
  package internal(set) var id: [UInt64] = []

  /// Parts of the hashes; 0 where there is none.
  package internal(set) var traceHash: [UInt64] = []
  package internal(set) var shownHash: [UInt64] = []
  package internal(set) var promptHash: [UInt64] = []

  /// NaN where the answer could not be read.
  package internal(set) var value: [Double] = []

  /// When the trace began, in seconds since 1970; NaN where that is unknown.
  package internal(set) var startedAt: [Double] = []
  package internal(set) var verdict: [Verdict] = []
  package internal(set) var isCanary: [Bool] = []

  /// The first lines that are no scores, at most `keptRejectionCount` of them.
  package internal(set) var rejections: [ScoreRejection] = []
  package internal(set) var rejectionCount = 0

  var numberBySource: [Source: Int32] = [:]
  var lastSource: Int32 = -1

  /// A file of ten million bad lines must not fill the memory with complaints.
  package static let keptRejectionCount = 100

  /// What a score says of its trace.
  package enum Verdict: UInt8, Sendable, Hashable {
    case fail, pass, unreadable
  }

  /// What made a score, apart from the trace; the numbers are those of texts in `words`, −1 where there is none.
  package struct Source: Sendable, Hashable {
    package var evaluator: Int32
    package var evaluatorVersion: Int32
    package var criterion: Int32
    package var criterionVersion: Int32
    package var judgeModel: Int32
    package var calibration: Int32
    package var labelSet: Int32
    package var run: Int32
  }

  package init() {}

  /// The number of rows.
  package var count: Int { trace.count }

  /// The text with a number; `nil` of −1.
  package func word(_ number: Int32) -> String? { number < 0 ? nil : words.text(Int(number)) }

  /// The names of the evaluators, sorted.
  package var evaluatorNames: [String] { Set(sources.compactMap { word($0.evaluator) }).sorted() }

  /// Adds a score.
  package mutating func append(_ score: Score, run: String) {
    func number(_ text: String?) -> Int32 { text.map { Int32(words.index(of: $0)) } ?? -1 }
    let source = Source(
      evaluator: number(score.evaluator), evaluatorVersion: number(score.evaluatorVersion),
      criterion: number(score.criterion), criterionVersion: number(score.criterionVersion),
      judgeModel: number(score.judgeModel), calibration: number(score.calibration),
      labelSet: number(score.labelSet), run: number(run))
    appendSource(source)
    id.append(Self.number(ofID: Array(score.id(run: run).utf8).span))
    trace.append(Int32(traces.index(of: score.traceID)))
    agent.append(number(score.agent))
    signature.append(number(score.signatureID))
    label.append(number(score.label))
    mappedLabel.append(number(score.mappedLabel))
    traceHash.append(Fingerprint.of(Array(score.traceHash.utf8).span))
    shownHash.append(Fingerprint.of(Array(score.shownHash.utf8).span))
    promptHash.append(score.promptHash.map { Fingerprint.of(Array($0.utf8).span) } ?? 0)
    value.append(score.value ?? .nan)
    startedAt.append(score.startedAt ?? .nan)
    verdict.append(score.passed.map { $0 ? .pass : .fail } ?? .unreadable)
    isCanary.append(score.isCanary)
  }

  /// The id of a row's score; `nil` where it has none.
  package func scoreID(row: Int) -> String? {
    guard id[row] != 0 else { return nil }
    let digits = String(id[row], radix: 16)
    return "S-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The digits behind `S-`; 0 if it is no id of ours.
  static func number(ofID text: Span<UInt8>) -> UInt64 {
    guard text.count == 18, text[0] == UInt8(ascii: "S"), text[1] == UInt8(ascii: "-") else { return 0 }
    var number: UInt64 = 0
    for place in 2..<18 {
      switch text[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(text[place] - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(text[place] - 87)
      default: return 0
      }
    }
    return number
  }

  mutating func appendSource(_ source: Source) {
    if lastSource >= 0, sources[Int(lastSource)] == source { return self.source.append(lastSource) }
    if let known = numberBySource[source] {
      lastSource = known
    } else {
      lastSource = Int32(sources.count)
      numberBySource[source] = lastSource
      sources.append(source)
    }
    self.source.append(lastSource)
  }

  mutating func reject(_ rejection: ScoreRejection) {
    rejectionCount += 1
    if rejections.count < Self.keptRejectionCount { rejections.append(rejection) }
  }
}

/// A line of a file of scores that is none.
package struct ScoreRejection: Sendable, Hashable {
  /// The place of the file in the list of files.
  package let fileIndex: Int

  /// From 1.
  package let line: Int
  package let reason: String
}

/// Part of a hash that is text, by which it is told from others.
enum Fingerprint {
  /// 64 bits of a text; 0 of no text alone.
  static func of(_ bytes: Span<UInt8>) -> UInt64 {
    guard bytes.count > 0 else { return 0 }
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var place = 0
    while place < bytes.count {
      var word: UInt64 = 0
      let end = min(bytes.count, place + 8)
      while place < end {
        word = word << 8 | UInt64(bytes[place])
        place += 1
      }
      let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
    }
    return hash == 0 ? 1 : hash
  }
}

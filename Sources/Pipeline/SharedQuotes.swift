internal import Features
internal import JSONBytes
internal import Traces

/// Tells of a sentence how many of some traces hold it, whatever ids and figures are in it.
struct SharedQuotes {
  private let scanner = MaskScanner()

  /// Of each trace what each role says, masked.
  private let texts: [[Role: PlainText]]

  init(_ traces: [Trace]) {
    let scanner = self.scanner
    texts = traces.map { trace in
      var texts: [Role: String] = [:]
      for turn in trace.turns where turn.role == .user || turn.role == .assistant {
        texts[turn.role, default: ""] += Self.plain(scanner.masked(trace.string(turn.text))) + "\n"
      }
      return texts.mapValues { PlainText($0) }
    }
  }

  /// What others say, to tell what is said elsewhere too: of each the first trace, of so many at most.
  init(elsewhere others: [SharedQuotes]) {
    texts = Array(others.lazy.compactMap(\.texts.first).prefix(Self.otherCount))
  }

  /// To look for a sentence in all texts of a large run would take longer than to mine it.
  private static let otherCount = 20

  var isEmpty: Bool { texts.isEmpty }

  /// The share of the traces in which a role says a sentence, from 0 to 1; 1 if there are no traces.
  ///
  /// - Parameter sentence: As it stands in one of them, or its start with an ellipsis behind.
  func share(of sentence: String, by role: Role) -> Double {
    guard !texts.isEmpty else { return 1 }
    let start = sentence.hasSuffix(" …") ? String(sentence.dropLast(2)) : sentence
    let wanted = PlainText(Self.plain(scanner.masked(start)))
    return Double(texts.count { $0[role]?.contains(wanted) ?? false }) / Double(texts.count)
  }

  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}

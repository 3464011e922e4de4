/// The kinds of errors that say nothing of why a trace failed, since they come from tools beside the point.
///
/// A tool beside the point, such as one that looks up the weather before each task, fails in many ways, each too rare
/// to be compared with the successes by itself. So the tool is judged by all of its errors together: it fails about as
/// often where all goes well, or in many ways of which none leads. An error of it that failures have surely more often,
/// or that last answers tell of, is none of these: it may be why traces failed. What comes as often where all goes well
/// is, whoever tells of it: a log line, or an error that an agent always works around.
package struct OrdinaryErrors: Sendable {
  /// Errors of a type at a tool.
  private let kinds: Set<ErrorTerm>

  /// No errors: where there are no successes, nobody knows which come with them.
  package static let none = OrdinaryErrors(kinds: [])

  package init(kinds: Set<ErrorTerm>) {
    self.kinds = kinds
  }

  /// How many failures have an error, and in how many the last answer tells of it.
  private struct Tally {
    var count = 0
    var reportedCount = 0

    /// Whether of so many as are there at most a part is told of.
    func isReportedLess(than part: Double) -> Bool { Double(reportedCount) <= part * Double(count) }
  }

  /// - Parameters:
  ///   - rows: The failures.
  ///   - counts: How many failures have each term.
  ///   - background: The same of successes.
  init(_ table: EvidenceTable, rows: [Int], counts: FeatureCounts, background: FeatureCounts) {
    guard background.traceCount > 0 else {
      self = .none
      return
    }
    var found: [ErrorTerm: Tally] = [:]
    for row in rows {
      var reported: [ErrorTerm: Bool] = [:]
      for error in table.errors[table.errorRange(row)] where !error.isRepaired {
        for term in [ErrorTerm(tool: error.tool, type: error.type), ErrorTerm(tool: error.tool)] {
          reported[term] = error.isReported || reported[term] ?? false
        }
      }
      for (term, isReported) in reported {
        found[term, default: Tally()].count += 1
        if isReported { found[term]?.reportedCount += 1 }
      }
    }
    let kinds = found.filter { $0.key.type != nil }
    let byTool = Dictionary(grouping: kinds) { $0.key.tool }
    let scattered = byTool.filter { tool, kinds in
      guard let all = found[ErrorTerm(tool: tool)], kinds.count >= Self.fewestKinds,
        all.count >= Self.leastScattered, all.isReportedLess(than: Self.mostReportedOfTool)
      else { return false }
      guard let tool, Self.isFailing(tool, Self.leastScatteredRatio, counts, background) else { return false }
      return Double(kinds.map(\.value.count).max() ?? 0) <= Self.greatestPart * Double(all.count)
    }
    self.init(
      kinds: Set(
        kinds.filter { term, tally in
          Self.isAsCommon(term, counts, background)
            || tally.isReportedLess(than: Self.mostReported)
              && (scattered[term.tool] != nil || Self.isUsual(term, counts, background))
        }.keys))
  }

  /// Whether calls of a tool that did no harm bring an error about as often as those of failures, whoever tells of it.
  private static func isAsCommon(_ term: ErrorTerm, _ counts: FeatureCounts, _ background: FeatureCounts)
    -> Bool
  {
    guard let tool = term.tool, background[term.key] >= leastElsewhere else { return false }
    let called = TermKey(.tool, hash: tool)
    let (n, m) = (Double(counts[called]), Double(background[called]))
    return n > 0 && m > 0
      && Double(background[term.key]) / m >= leastCommonRatio * Double(counts[term.key]) / n
  }

  /// Whether a tool fails in successes at least so often of how often it fails in failures.
  private static func isFailing(
    _ tool: UInt64, _ ratio: Double, _ counts: FeatureCounts, _ background: FeatureCounts
  ) -> Bool {
    let (called, failed) = (TermKey(.tool, hash: tool), ErrorTerm(tool: tool).key)
    let (n, m) = (Double(counts[called]), Double(background[called]))
    return n > 0 && m > 0 && Double(background[failed]) / m >= ratio * Double(counts[failed]) / n
  }

  /// Whether an error is of a tool that fails about as often in successes, and is not surely commoner in failures.
  private static func isUsual(_ term: ErrorTerm, _ counts: FeatureCounts, _ background: FeatureCounts) -> Bool
  {
    guard let tool = term.tool else { return false }
    let (called, failed) = (TermKey(.tool, hash: tool), ErrorTerm(tool: tool).key)
    let (n, m) = (Double(counts[called]), Double(background[called]))
    guard background[failed] >= leastElsewhere, isFailing(tool, leastRatio, counts, background) else {
      return false
    }
    return !FeatureWeights.isMore(
      Double(counts[term.key]), of: n, than: Double(background[term.key]), of: m, errors: significance)
  }

  /// Fewer successes in which a tool fails may be misjudged ones.
  private static let leastElsewhere = 8

  /// Over nineteen made corpora of seven families the rules of this type leave 1,699 of 1,771 signatures, and of
  /// 96 small ones of several modes 59; they lose three of 1,403 modes, of 5, 5 and 58 failures.
  ///
  /// A tool fails in successes at least so often of how often it fails in failures.
  private static let leastRatio = 0.33

  /// At least so often of how often it comes in failures an error comes in successes that tells of nothing.
  private static let leastCommonRatio = 0.8

  /// So many standard errors more often in failures an error is no usual one.
  private static let significance = 1.6

  /// The most that last answers tell of an error beside the point, of its failures.
  private static let mostReported = 0.2

  /// A tool fails in many ways where there are so many types, none of which makes more than a part of its errors, and
  /// so many failures that hardly any last answer tells of.
  private static let (fewestKinds, greatestPart, leastScattered, mostReportedOfTool) = (
    5, 0.4, 20, 0.05
  )

  /// A tool that hardly fails where all goes well is why traces fail, in however many ways.
  ///
  /// Over four corpora of tools that run anything, with none 114 modes of 320 are found in 483 signatures, with this
  /// 120 in 511, and with 0.2 122 in 521; over seven others the same modes in 13 and 17 signatures more.
  private static let leastScatteredRatio = 0.1

  /// Whether an error of a type at a tool is one of them.
  package func contains(tool: UInt64, type: ErrorType) -> Bool {
    kinds.contains(ErrorTerm(tool: tool, type: type))
  }

  /// Whether an error is one of them.
  package func contains(_ error: ErrorEvidence) -> Bool { contains(tool: error.tool, type: error.type) }
}

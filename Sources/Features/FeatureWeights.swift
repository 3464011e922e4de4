import Foundation
package import LinearAlgebra
internal import Threads

/// How much each term of the evidence counts: TF-IDF within blocks, less for what successes have too.
package struct FeatureWeights: Sendable, Hashable {
  /// The fewest failures that a term must be in.
  package let minimumCount: Int

  /// How many standard errors a term must be more frequent in failures than in successes.
  package let significance: Double

  /// Whether a term counts that nearly all failures have, though there is nothing to compare it with.
  package let countsCommon: Bool

  package init(minimumCount: Int = 3, significance: Double = 2, countsCommon: Bool = false) {
    self.minimumCount = minimumCount
    self.significance = significance
    self.countsCommon = countsCommon
  }

  /// Finds the terms that tell failures apart, and their weights; returns them with the failures as points.
  ///
  /// - Parameters:
  ///   - rows: The failures; all traces where no outcome is known.
  ///   - background: The counts of the successes; with none every term counts by its rarity alone.
  package func fitted(
    to table: EvidenceTable, rows: [Int], background: FeatureCounts, threadCount: Int = 1
  ) -> (space: FeatureSpace, points: SparseMatrix) {
    // Counting and finding templates take about as long as each other, and the latter has one thread.
    let tasks = Blocks(itemCount: 2, size: 1).concurrentMap(threadCount: threadCount) { task, _ in
      guard task == 0 else { return Task.words(TemplateWords(table: table, rows: rows)) }
      var counts = FeatureCounts()
      counts.add(table, rows: rows, threadCount: threadCount)
      return .counts(counts)
    }
    guard case .counts(let counts) = tasks[0], case .words(let templateWords) = tasks[1] else {
      preconditionFailure("two tasks give counts and words")
    }
    let errorTerms = table.errorTerms.terms(ofRows: rows, of: table)
    let wordTools = WordTools(table: table, rows: rows) {
      ($0.block == .argument || errorTerms[$0] == nil) && counts[$0] >= minimumCount
    }
    let columns = counts.terms.compactMap { term -> FeatureColumn? in
      guard counts[term] >= minimumCount, !Self.reactions.contains(term) else { return nil }
      let errorTerm = term.block == .error ? errorTerms[term] : nil
      guard errorTerm?.word.map(templateWords.contains) ?? true,
        let weight = weight(of: term, errorTerm, counts: counts, background: background),
        errorTerm.map({ isSaidMore($0, counts, background) }) ?? true
      else { return nil }
      if let tool = wordTools.tool(of: term, counts, background) {
        guard isTelling(term, at: tool, counts, background) else { return nil }
      } else if term.block == .argument {
        return nil
      }
      return FeatureColumn(term: term, errorTerm: errorTerm, weight: weight, count: counts[term])
    }
    var (space, points) = FeatureSpace.fitted(
      columns: columns, table: table, rows: rows, threadCount: threadCount)
    space.ordinaryErrors = OrdinaryErrors(table, rows: rows, counts: counts, background: background)
    return (space, points)
  }

  /// Signs of how users take what went wrong, whatever it was: they lead from any slip to another.
  ///
  /// With the correction of a change as a term, five made corpora of three families give 356 modes in 504 signatures, and
  /// without it 361 in 515.
  private static let reactions: Set<TermKey> = [.sign(.correctedChange)]

  /// Returns rows as points of what the work was about: the user's request and the tools, whatever failed.
  ///
  /// A term counts by its rarity among the rows; what more than half of them have tells no place. Request and tools
  /// count the same in every row that has both: a request has many words, and a trace few tools.
  ///
  /// - Parameter others: Rows that are seen as points of the same columns, and weigh nothing.
  package func workPoints(
    of table: EvidenceTable, rows: [Int], others: [Int] = [], threadCount: Int = 1
  ) -> WorkPoints {
    var counts = FeatureCounts()
    counts.add(table, rows: rows, where: \.block.isWork, threadCount: threadCount)
    let columns = counts.terms.compactMap { term -> FeatureColumn? in
      guard counts[term] >= minimumCount, 2 * counts[term] <= rows.count else { return nil }
      return FeatureColumn(
        term: term, errorTerm: nil, weight: Float(log(Double(rows.count) / Double(counts[term]))),
        count: counts[term])
    }
    let (space, points) = FeatureSpace.fitted(
      columns: columns, table: table, rows: rows, threadCount: threadCount)
    // Columns ascend by block.
    let tools = columns.prefix { $0.term.block == .tool }.count
    return WorkPoints(
      points: points.normalisingParts(splitAt: Int32(tools)),
      others: space.points(of: table, rows: others, threadCount: threadCount)
        .normalisingParts(splitAt: Int32(tools)),
      toolColumnCount: tools)
  }

  /// What a task of the weighing gives.
  private enum Task {
    case counts(FeatureCounts)
    case words(TemplateWords)
  }

  private func weight(
    of term: TermKey, _ errorTerm: ErrorTerm?, counts: FeatureCounts, background: FeatureCounts
  ) -> Float? {
    let count = counts[term]
    let proof = proof(of: term, count, counts, background)
    guard let contrast = contrast(term, count, counts, background, proof) else { return nil }
    guard let errorTerm else {
      // With nothing else to compare with, what most traces have is how they all go: the 1 of scikit-learn, which
      // lets such a term count, is taken off again.
      let rarity = rarity(count, counts) - (proof == .impossible && !countsCommon ? 1 : 0)
      return rarity > 0 ? Float(rarity * contrast) : nil
    }
    let belief = belief(in: errorTerm, counts, background)
    return Float(rarity(of: errorTerm, counts) * contrast * share(of: errorTerm, counts) * belief)
  }

  /// From 0 to 1: how much an error of a tool says of why a trace failed, by how often the tool fails where all goes
  /// well.
  ///
  /// What fails on the way in one good trace of three has nothing to do with most failures either, even where a rare
  /// message of it happens to stand in no good trace.
  private func belief(in term: ErrorTerm, _ counts: FeatureCounts, _ background: FeatureCounts) -> Double {
    guard let tool = term.tool, !isSure(term.key, counts, background) else { return 1 }
    let (called, failed) = (TermKey(.tool, hash: tool), ErrorTerm(tool: tool).key)
    let (n, m) = (Double(counts[called]), Double(background[called]))
    guard n > 0, m > 0, background[failed] >= Self.leastFailuresElsewhere else { return 1 }
    let ratio = Double(background[failed]) / m / (Double(counts[failed] + 1) / n)
    return max(Self.leastBelief, min(1, 1 + Self.leastBelief - ratio))
  }

  /// Whether a term is commoner in failures beyond all doubt.
  private func isSure(_ term: TermKey, _ counts: FeatureCounts, _ background: FeatureCounts) -> Bool {
    Self.isMore(
      Double(counts[term]), of: Double(counts.traceCount), than: Double(background[term]),
      of: Double(background.traceCount), errors: Self.sureErrors)
  }

  /// Over seventeen made corpora of five families, believing in all errors alike finds 1,051 modes in 1,377 signatures,
  /// and this 1,050 in 1,347; with 4 standard errors for a sure term it is 1,049 in 1,348.
  private static let (leastBelief, sureErrors) = (0.2, 8.0)
  private static let leastFailuresElsewhere = 8

  /// The inverse document frequency of a term in so many traces, as in scikit-learn.
  private func rarity(_ count: Int, _ counts: FeatureCounts) -> Double {
    log((1 + Double(counts.traceCount)) / Double(1 + count)) + 1
  }

  /// A word or type at a tool is as rare as the word or type: those of a tool's wrapper are common ones, however
  /// few traces call the tool.
  private func rarity(of term: ErrorTerm, _ counts: FeatureCounts) -> Double {
    var general = term
    if term.type != nil || term.word != nil { general.tool = nil }
    return rarity(counts[general.key], counts)
  }

  /// What the successes say of a term.
  private enum Proof {
    /// It is commoner in failures.
    case given

    /// That it is commoner in failures may be chance.
    case missing

    /// They are too few to prove anything of so rare a term, and none has it.
    case impossible
  }

  private func proof(
    of term: TermKey, _ count: Int, _ counts: FeatureCounts, _ background: FeatureCounts
  ) -> Proof {
    let (n, m) = (Double(counts.traceCount), Double(background.traceCount))
    guard m > 0 else { return .impossible }
    let (inFailures, inSuccesses) = (Double(count), Double(background[term]))
    if Self.isMore(inFailures, of: n, than: inSuccesses, of: m, errors: significance) { return .given }
    // Where none has it, they are too few: of more the test would say that it is commoner in failures.
    return inSuccesses == 0 ? .impossible : .missing
  }

  /// From 0 to 1: the part of a term's frequency in failures that is beyond its frequency in successes; `nil` if
  /// that may be chance.
  private func contrast(
    _ term: TermKey, _ count: Int, _ counts: FeatureCounts, _ background: FeatureCounts, _ proof: Proof
  ) -> Double? {
    let (n, m) = (Double(counts.traceCount), Double(background.traceCount))
    switch proof {
    case .missing: return nil
    // As many failures as successes are thought to have the term, with the weight of one success.
    case .impossible: return m > 0 ? m / (m + 1) : 1
    case .given:
      let contrast = 1 - (Double(background[term]) + 1) / (m + 1) / (Double(count) / n)
      return contrast > Self.leastContrast ? contrast : nil
    }
  }

  private static let leastContrast = 0.1

  /// Whether one proportion lies above another by so many standard errors, pooled over both as in the test of two
  /// proportions.
  static func isMore(
    _ count: Double, of n: Double, than other: Double, of m: Double, errors: Double
  ) -> Bool {
    let pooled = (count + other) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    return count / n - other / m > errors * error
  }

  /// Whether a word of a tool's errors is not as common in what the tool says where all goes well.
  ///
  /// “Declined by manager” makes words of errors of what “Approved by manager” says too, and a tool that is called
  /// more often in failures says that more often there.
  private func isSaidMore(_ term: ErrorTerm, _ counts: FeatureCounts, _ background: FeatureCounts) -> Bool {
    guard term.word != nil, let tool = term.tool else { return true }
    let called = TermKey(.tool, hash: tool)
    let (n, m) = (Double(counts[called]), Double(background[called]))
    guard n > 0, m > 0 else { return true }
    return Double(background[term.key]) / m <= Self.mostSaidElsewhere * Double(counts[term.key]) / n
  }

  /// The most that successes may hear a word of a tool's errors from it, of how often failures do.
  ///
  /// Chosen by hand: no other value was tried.
  private static let mostSaidElsewhere = 0.7

  /// Whether failures have a word of a tool's answers, or of what it is given, more often than successes, of those
  /// that call the tool at all.
  ///
  /// A tool that is called more often in failures says everything more often there, also that it went well. What it
  /// is given is mostly what the user said, so that only what successes hardly ever give counts. Where no success
  /// calls the tool all that it says counts, and nothing that it is given.
  private func isTelling(
    _ term: TermKey, at tool: TermKey, _ counts: FeatureCounts, _ background: FeatureCounts
  ) -> Bool {
    let (n, m) = (Double(counts[tool]), Double(background[tool]))
    let isGiven = term.block == .argument
    guard n > 0, m > 0 else { return !isGiven }
    let (inFailures, inSuccesses) = (Double(counts[term]), Double(background[term]))
    let errors = (isGiven ? 2 : 1) * significance
    // Where all successes are too few to prove anything, those that call one tool are no proof either.
    let isUnprovable = !isGiven && proof(of: term, counts[term], counts, background) == .impossible
    return
      (isUnprovable || Self.isMore(inFailures, of: n, than: inSuccesses, of: m, errors: errors))
      && (!isGiven || inSuccesses / m <= Self.mostGivenElsewhere * inFailures / n)
  }

  /// The most that successes may give a tool a word, of how often failures do.
  private static let mostGivenElsewhere = 0.1

  /// What an error term counts by its parts: a tool or a type alone says little, a word at a tool most, the more
  /// the fewer of the tool's errors have it.
  private func share(of term: ErrorTerm, _ counts: FeatureCounts) -> Double {
    guard let tool = term.tool else { return term.word == nil ? 0.3 : 0.5 }
    guard term.type != nil || term.word != nil else { return 0.3 }
    let atTool = Double(1 + counts[ErrorTerm(tool: tool).key])
    return 1 + min(1, log(atTool / Double(1 + counts[term.key])))
  }
}

/// Rows as points of what their work was about.
package struct WorkPoints: Sendable {
  /// The rows by which the columns are weighed.
  package let points: SparseMatrix

  /// Other rows, of the same columns.
  package let others: SparseMatrix

  /// How many of the columns, the first, are of tools.
  package let toolColumnCount: Int
}

extension SparseMatrix {
  /// The rows with the columns before a place at unit length, and those from it on; zeros stay as they are.
  fileprivate func normalisingParts(splitAt split: Int32) -> SparseMatrix {
    var scaled = values
    for row in 0..<rowCount {
      let range = elementRange(ofRow: row)
      let middle = range.first { columns[$0] >= split } ?? range.upperBound
      for part in [range.lowerBound..<middle, middle..<range.upperBound] {
        let length = part.reduce(Float(0)) { $0 + values[$1] * values[$1] }.squareRoot()
        guard length > 0 else { continue }
        for index in part { scaled[index] = values[index] / length }
      }
    }
    return SparseMatrix(
      columnCount: columnCount, rowOffsets: rowOffsets, columns: columns, values: scaled)
  }
}

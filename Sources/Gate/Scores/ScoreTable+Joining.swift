import Labels

extension ScoreTable {
  /// Adds the rows of another table after its own.
  ///
  /// - Complexity: O(rows + bytes of the other's texts).
  package mutating func append(_ other: ScoreTable) {
    if count == 0, rejectionCount == 0, traces.count == 0, words.count == 0 {
      self = other
      return
    }
    let traceNumbers = traces.addAll(of: other.traces)
    let wordNumbers = words.addAll(of: other.words)
    func word(_ number: Int32) -> Int32 { number < 0 ? -1 : wordNumbers[Int(number)] }
    trace.append(contentsOf: other.trace.lazy.map { traceNumbers[Int($0)] })
    for column in [\ScoreTable.agent, \.signature, \.label, \.mappedLabel] {
      self[keyPath: column].append(contentsOf: other[keyPath: column].lazy.map(word))
    }
    let sourceNumbers = other.sources.map { number(of: $0.renumbered(word)) }
    source.append(contentsOf: other.source.lazy.map { sourceNumbers[Int($0)] })
    id.append(contentsOf: other.id)
    traceHash.append(contentsOf: other.traceHash)
    shownHash.append(contentsOf: other.shownHash)
    promptHash.append(contentsOf: other.promptHash)
    value.append(contentsOf: other.value)
    startedAt.append(contentsOf: other.startedAt)
    verdict.append(contentsOf: other.verdict)
    isCanary.append(contentsOf: other.isCanary)
    rejectionCount += other.rejectionCount
    rejections.append(contentsOf: other.rejections.prefix(Self.keptRejectionCount - rejections.count))
  }

  /// The same rows, with the numbers that another table gives its texts.
  ///
  /// Traces and words of both can be compared by number then.
  package func renumbered(like other: ScoreTable) -> ScoreTable {
    var table = ScoreTable()
    (table.traces, table.words) = (other.traces, other.words)
    table.append(self)
    return table
  }

  private mutating func number(of source: Source) -> Int32 {
    if let known = numberBySource[source] { return known }
    let number = Int32(sources.count)
    numberBySource[source] = number
    sources.append(source)
    return number
  }
}

extension ScoreTable.Source {
  /// The same with other numbers for its texts.
  fileprivate func renumbered(_ number: (Int32) -> Int32) -> ScoreTable.Source {
    ScoreTable.Source(
      evaluator: number(evaluator), evaluatorVersion: number(evaluatorVersion), criterion: number(criterion),
      criterionVersion: number(criterionVersion), judgeModel: number(judgeModel),
      calibration: number(calibration), labelSet: number(labelSet), run: number(run))
  }
}

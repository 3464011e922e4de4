/// What is planted in one period: how many traces, which modes how often, what changed meanwhile.
///
/// A corpus is one week or several; that is how appearing, doubling, vanishing and reworded modes, renamed
/// tools and shifting shares of agents are planted.
package struct DemoWeek: Sendable {
  /// The first second of the week, since 1970.
  package var startSecond: Int
  package var successCount: Int
  /// Failures that belong to no mode.
  package var oneOffCount: Int
  /// The number of traces of each mode, in the order of the corpus's modes.
  package var modeSizes: [Int]
  /// New names of tools.
  package var renamedTools: [String: String] = [:]
  /// Which wording of its errors each mode has; a change of number is a change of wording.
  package var wordings: [Int]
  /// Weights of agents, among all successes and among the failures of their domain; 100 for those not named.
  package var agentWeights: [String: Int] = [:]

  package init(startSecond: Int, successCount: Int, oneOffCount: Int, modeSizes: [Int]) {
    self.startSecond = startSecond
    self.successCount = successCount
    self.oneOffCount = oneOffCount
    self.modeSizes = modeSizes
    wordings = Array(repeating: 0, count: modeSizes.count)
  }

  package var traceCount: Int { successCount + oneOffCount + modeSizes.reduce(0, +) }
}

/// How a model is asked for a verdict.
package struct JudgeSpec: Sendable, Hashable {
  /// The name of an endpoint in the workspace's settings; its address and key are none of the evaluator's.
  package let endpoint: String
  package let model: String
  package let procedure: Procedure

  /// The instructions, with `{{question}}`, `{{pass}}`, `{{fail}}`, `{{labels}}`, `{{examples}}` and
  /// `{{conversation}}`.
  package let prompt: String

  /// The number of independent answers to each trace; more than one gives probabilities.
  package let sampleCount: Int
  package let temperature: Double
  package let seed: UInt64?
  package let answerTokenLimit: Int

  /// The steps in which a model is asked.
  package enum Procedure: String, Sendable, Hashable, CaseIterable {
    /// One question.
    case direct

    /// An answer, then the same model asked to look at it again.
    case reflection

    /// A critic and a defender who do not see each other, then a judge who sees both.
    case debate
  }

  package init(
    endpoint: String, model: String, procedure: Procedure = .direct, prompt: String, sampleCount: Int = 1,
    temperature: Double = 0, seed: UInt64? = nil, answerTokenLimit: Int = 512
  ) {
    (self.endpoint, self.model, self.procedure, self.prompt) = (endpoint, model, procedure, prompt)
    (self.sampleCount, self.temperature, self.seed) = (sampleCount, temperature, seed)
    self.answerTokenLimit = answerTokenLimit
  }
}

/// The rule that reduces thumbs, stars and scores to pass and fail.
package struct PassRule: Sendable, Hashable {
  /// The score from which a judge's verdict is a pass.
  package let threshold: Double

  package init(threshold: Double = 0.5) {
    self.threshold = threshold
  }

  /// The scale that the rule reduces to.
  package static let scale = LabelScale(labels: ["fail", "pass"], kind: .ordinal)

  static let passWords: Set<String> = [
    "pass", "passed", "yes", "true", "up", "thumbs_up", "thumbs-up", "thumbs up", "👍", "good", "correct",
    "ok",
    "success",
  ]
  static let failWords: Set<String> = [
    "fail", "failed", "no", "false", "down", "thumbs_down", "thumbs-down", "thumbs down", "👎", "bad",
    "incorrect", "wrong", "failure",
  ]

  /// Whether a label means a pass; `nil` if it means neither.
  ///
  /// A verdict with a score passes from the threshold on. Thumbs and words of approval pass. Numbers are stars,
  /// of which 3 to 5 pass; but where no label of the criterion is above 1, they are scores, which pass from the
  /// threshold on.
  package func passes(_ label: String, score: Double?, isStars: Bool) -> Bool? {
    if let score { return score >= threshold }
    let word = label.lowercased()
    if PassRule.passWords.contains(word) { return true }
    if PassRule.failWords.contains(word) { return false }
    guard let value = LabelScale.number(label) else { return nil }
    return isStars ? value >= PassRule.passingStars : value >= threshold
  }

  private static let passingStars = 3.0
}

package import Gate

/// How the origin of a drift is said.
package enum DriftWording {
  /// Whose drift it is, and how that is known, as part of a sentence.
  package static func words(_ origin: DriftOrigin) -> String {
    let causes = origin.causes.map { cause in
      GateWording.phrase(cause.kind, isDrop: cause.effect.value < 0) + ", " + GateWording.change(cause.effect)
        + " on \(items(of: cause))"
    }
    let models = models(origin)
    guard causes.isEmpty else { return causes.joined(separator: "; ") + models }
    guard !origin.suspects.isEmpty else { return "no cause is sure enough to be named" }
    let known =
      origin.canaryCount == 0
      ? "no canary was scored at both times; label traces that --canaries can take"
      : "\(Figures.count(origin.canaryCount)) canaries scored at both times are too few to tell"
    let suspects = origin.suspects.map { GateWording.phrase($0) }.joined(separator: " or ")
    return "it cannot be told whether \(suspects): \(known)" + models
  }

  private static func items(of cause: Cause) -> String {
    let count = cause.effect.itemCount
    return cause.kind == .agent
      ? Figures.count(count, "trace") : Figures.count(count, "canary", "canaries") + " scored at both times"
  }

  private static func models(_ origin: DriftOrigin) -> String {
    guard origin.modelsBefore != origin.modelsAfter else { return "" }
    let (before, after) = (
      origin.modelsBefore.joined(separator: ", "), origin.modelsAfter.joined(separator: ", ")
    )
    return "; the model is \(before) → \(after)"
  }
}

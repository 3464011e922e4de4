package import JSONBytes

/// The result of a trial of Harbor: the reward, or what broke the trial off; joined with the trajectory that stands
/// beside it.
package struct HarborTrialReader: SpanReader {
  package let name = "atif"
  package let summary = "Harbor's result.json of a trial, beside agent/trajectory.json: reward and exception"
  package let signs = [
    FormatSign([.trialName, .verifierResult]), FormatSign([.trialName, .exceptionInfo]),
    FormatSign([.taskName, .verifierResult]),
  ]
  package let family = TraceFamily.harbor

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let whole = ByteRange(start: 0, count: document.strings.count)
    let id =
      document.name("id", of: document.root) ?? document.name("trial_name", of: document.root) ?? whole
    return PartIdentity(key: id, id: id, updatedAt: document.time("finished_at", of: document.root))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    table.startedAt = table.startedAt ?? document.time("started_at", of: root)
    if table.agent == nil {
      let name = document.field("agent_info", of: root).flatMap { document.text("name", of: $0) }
      table.agent = table.keep(name, of: document)
    }
    if let reward = reward(in: document) {
      // As in the benchmarks that it runs, only the full reward is a success.
      table.verdicts.add(reward < 1 ? .failure : .success, from: .code, name: "reward")
    }
    guard let exception = document.field("exception_info", of: root),
      let type = document.text("exception_type", of: exception)
    else { return }
    var span = TraceSpan()
    span.mark = table.keep(
      ErrorMark(
        provenance: .typed, type: type, message: document.text("exception_message", of: exception)),
      of: document)
    table.add(span)
  }

  /// The reward by that name, else the only one.
  private func reward(in document: JSONDocument) -> Double? {
    let result = document.field("verifier_result", of: document.root)
    guard let rewards = result.flatMap({ document.field("rewards", of: $0) }) else { return nil }
    let node = document.field("reward", of: rewards) ?? document.onlyField(of: rewards)?.value
    return node.flatMap { document.number($0) }
  }
}

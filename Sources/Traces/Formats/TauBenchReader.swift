package import JSONBytes

/// Results of tau-bench: objects with `traj` and `reward`, mostly in one array.
///
/// A task that was run several times is one id with the trials as variants.
package struct TauBenchReader: TraceReader {
  package let name = "tau-bench"
  package let summary = "tau-bench results: an array of objects with `traj` and `reward`"
  package let signs = [FormatSign(arrays: [.traj])]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.field("task_id", of: root).flatMap { document.textOrNumber($0) }
    trace.variant = document.field("trial", of: root).flatMap { document.textOrNumber($0) }
    let reward = document.field("reward", of: root).flatMap { document.number($0) }
    // The benchmark counts a task as solved only at the full reward.
    trace.outcome =
      outcomes.outcome(in: document) ?? reward.map { $0 < 1 ? .failure : .success } ?? .unknown
    if trace.outcome != .unknown { trace.outcomeSource = .code }
    if let messages = document.field("traj", of: root) {
      var reading = ChatMessages(taking: &trace)
      reading.read(messages, of: &document)
      trace = reading.trace
    }
    document.moveText(to: &trace)
  }
}

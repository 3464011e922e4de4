package import JSONBytes

/// Results of tau2: an object with many `simulations`.
package struct TauTwoResults: RecordContainer {
  package let name = "tau2"
  package let summary = "tau2 results: an object whose `simulations` are records"
  package let signs = [FormatSign(arrays: [.simulations])]

  package init() {}

  package func elements(of document: JSONDocument) -> [JSONNode] {
    document.elements("simulations", of: document.root)
  }
}

/// The results of tau2 whose simulations stand in files of their own, beside it.
package struct TauTwoIndex: ExportIndex {
  package let name = "tau2"
  package let summary = "tau2 results whose simulations stand in files of their own: counted, nothing is read"
  package let signs = [
    FormatSign(arrays: [.simulationIndex]), FormatSign([.timestamp], arrays: [.tasks], objects: [.info]),
  ]

  package init() {}
}

/// A simulation of tau2.
package struct TauTwoReader: TraceReader {
  package let name = "tau2"
  package let summary = "tau2 simulations: objects with `messages` and `reward_info`"
  package let signs = [
    FormatSign([.rewardInfo], arrays: [.messages]), FormatSign([.terminationReason], arrays: [.messages]),
  ]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    if let id = document.field("id", of: root).flatMap({ document.textOrNumber($0) }) {
      trace.id = id
    } else {
      trace.id = document.field("task_id", of: root).flatMap { document.textOrNumber($0) }
      trace.variant = document.field("trial", of: root).flatMap { document.textOrNumber($0) }
    }
    let reward = document.field("reward_info", of: root).flatMap { document.field("reward", of: $0) }
    // The benchmark counts a task as solved only at the full reward.
    let own = reward.flatMap { document.number($0) }.map { $0 < 1 ? Outcome.failure : .success }
    trace.outcome = outcomes.outcome(in: document) ?? own ?? .unknown
    trace.outcomeSource = trace.outcome == .unknown ? nil : .code
    trace.startedAt = document.field("start_time", of: root).flatMap {
      Timestamp.seconds(of: $0, in: document)
    }
    if let messages = document.field("messages", of: root) {
      var reading = ChatMessages(taking: &trace)
      reading.read(messages, of: &document)
      trace = reading.trace
    }
    document.moveText(to: &trace)
  }
}

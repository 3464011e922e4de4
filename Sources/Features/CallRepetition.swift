internal import JSONBytes
internal import Traces

/// How often a trace calls a tool that it calls again.
package struct CallRepetition: Sendable, Hashable {
  /// The hash of the tool's name.
  package let tool: UInt64

  /// Its calls, with whatever arguments.
  package let callCount: Int32

  /// The most of them that have the same arguments.
  package let sameCount: Int32

  package init(tool: UInt64, callCount: Int32, sameCount: Int32) {
    (self.tool, self.callCount, self.sameCount) = (tool, callCount, sameCount)
  }

  /// The tools that a trace calls more than once, by their hashes.
  static func all(in trace: Trace) -> [CallRepetition] {
    var counts: [UInt64: [UInt64: Int32]] = [:]
    let bytes = trace.text.span
    for call in trace.toolCalls where !call.tool.isEmpty {
      counts[ByteHash.of(bytes, call.tool), default: [:]][ByteHash.of(bytes, call.arguments), default: 0] += 1
    }
    return counts.map { tool, same in
      CallRepetition(tool: tool, callCount: same.values.reduce(0, +), sameCount: same.values.max() ?? 0)
    }
    .filter { $0.callCount > 1 }.sorted { $0.tool < $1.tool }
  }
}

extension WorkflowSign {
  /// Whether it tells that a tool is called again.
  package var isOfRepetition: Bool {
    [.repeatedCall, .repeatedSuccess, .repeatedReading, .manyCalls].contains(self)
  }
}

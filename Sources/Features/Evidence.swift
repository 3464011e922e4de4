package import Traces

/// What was found in a trace that may tell how it failed.
package struct Evidence: Sendable {
  /// Terms of the tools, the workflow and the words, each once, in no particular order.
  package var terms: [TermKey] = []
  package var errors: [ErrorEvidence] = []

  package init() {}
}

/// A tool error as evidence.
package struct ErrorEvidence: Sendable, Hashable {
  /// The hash of the tool's name.
  package let tool: UInt64
  package let type: ErrorType
  package let provenance: ErrorProvenance

  /// The hash of the masked message.
  package let message: UInt64
  package let isRepaired: Bool

  /// The place of the call among the trace's tool calls.
  package let call: Int
}

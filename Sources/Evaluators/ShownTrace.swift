/// A trace as an evaluator is shown it.
package struct ShownTrace: Sendable, Hashable {
  package let id: String

  /// The hash of the trace's content, whatever is shown of it.
  package let contentHash: String
  package let agent: String?

  /// When it began, in seconds since 1970 (UTC).
  package let startedAt: Double?
  package let turns: [Turn]

  /// A turn, with the calls that it makes.
  package struct Turn: Sendable, Hashable {
    /// system, user, assistant or tool.
    package let role: String

    /// The speaker; of a tool's turn the tool.
    package let name: String?
    package let text: String
    package let calls: [Call]

    package init(role: String, name: String? = nil, text: String, calls: [Call] = []) {
      (self.role, self.name, self.text, self.calls) = (role, name, text, calls)
    }
  }

  /// A tool call that a turn makes.
  package struct Call: Sendable, Hashable {
    package let tool: String
    package let arguments: String

    package init(tool: String, arguments: String) {
      (self.tool, self.arguments) = (tool, arguments)
    }
  }

  package init(id: String, contentHash: String, agent: String?, startedAt: Double?, turns: [Turn]) {
    (self.id, self.contentHash, self.agent) = (id, contentHash, agent)
    (self.startedAt, self.turns) = (startedAt, turns)
  }
}

internal import JSONBytes

/// What a coding agent's program tells the model in the user's name: surroundings, notes, what a command printed.
enum InjectedWords {
  /// Gives to the system the turns of the user that are no words of the user.
  static func takeFromUser(_ reading: inout ChatMessages, in document: JSONDocument) {
    for (place, turn) in reading.trace.turns.enumerated() where turn.role == .user {
      let bytes = document.strings[turn.text.indices]
      if starts.contains(where: { bytes.starts(with: $0.utf8) }) { reading.setRole(.system, ofTurn: place) }
    }
  }

  private static let starts = [
    // Claude Code.
    "<local-command-stdout>", "<local-command-stderr>", "<local-command-caveat>", "<bash-stdout>",
    "<bash-stderr>", "<system-reminder>", "<task-notification>", "Caveat: The messages below were generated",
    // Codex.
    "<environment_context>", "<user_instructions>", "# AGENTS.md instructions", "<turn_aborted>",
    "<subagent_notification>", "<skill>",
  ]
}

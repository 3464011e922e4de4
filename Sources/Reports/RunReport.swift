package import Signatures
package import Traces

/// All that the pages of a run are written from.
package struct RunReport: Sendable {
  package var title: String
  package var version: String

  /// The plan's settings by name, in the order in which they are shown.
  package var settings: [(name: String, value: String)]
  package var inputs: [Input]
  package var counts: Counts

  /// Whether any outcome is known.
  package var hasOutcomes: Bool

  /// The fields of records that look like content and are in no turn.
  package var unreadFields: [String] = []

  /// How the number of signatures was chosen, in a sentence.
  package var choice: String

  /// By rank.
  package var signatures: [Signature]

  /// The excerpts of a signature's representatives, by its id, in the order of the representatives.
  package var excerpts: [String: [TraceExcerpt]]

  /// Failures that belong to no signature.
  package var unassignedCount: Int

  /// Traces of unknown outcome that were not mined, and whose evidence fits no signature.
  package var unfittedCount = 0

  /// Those of them that look severe, the worst first, as many as are shown.
  package var rareButSevere: [SevereTrace]

  /// How many of them look severe, shown or not.
  package var severeCount: Int

  /// Some of the rest of them, drawn by lot.
  package var unassignedSample: [TraceExcerpt]

  /// The work of which many failures belong to no signature, the most first.
  package var leftOverWork: [LeftOverWork] = []

  /// Traces of the random lane that are in no other sample, in the order in which they were drawn.
  package var laneSample: [LaneTrace] = []

  /// How many successes were looked at for evidence that failures have too; `nil` if all were, or none is known.
  package var sampledSuccessCount: Int?

  /// How many traces were mined, and what this draw of samples from them is known by.
  package var minedCount = 0
  package var drawID = ""
  package var rejections: [Rejection]
  package var conflicts: [Conflict]
  package var assignments: [Assignment]

  /// The weeks that the run is seen against; `nil` without a workspace.
  package internal(set) var memory: Memory?

  /// A file that was read.
  package struct Input: Sendable, Hashable {
    package let path: String
    package let byteCount: Int
    /// A hash of the file's bytes as decompressed, 16 hexadecimal digits: it tells other files apart, and is no
    /// proof against forgery.
    package let hash: String

    package init(path: String, byteCount: Int, hash: String) {
      (self.path, self.byteCount, self.hash) = (path, byteCount, hash)
    }
  }

  /// What was read; records = traces + duplicates + rejections.
  package struct Counts: Sendable, Hashable {
    package var records = 0
    package var traces = 0
    /// Records that became part of a trace which another record had begun, such as its further spans.
    package var joined = 0
    package var duplicates = 0
    /// Traces whose id another trace had first; they are among the traces.
    package var conflicts = 0
    package var rejections = 0

    /// Of the longest trace that is all messages of a file, since none names its conversation, how many these are; 0
    /// where no such trace is longer than conversations are.
    package var undividedMessages = 0
    package var failures = 0

    /// Those of them that an evaluator failed, and that their export does not call failures.
    package var evaluatorFailures = 0
    package var successes = 0
    package var unknowns = 0
    package var turns = 0
    package var toolCalls = 0
    package var byteCount = 0

    package init() {}
  }

  /// A failure that belongs to no signature, and may have done harm.
  package struct SevereTrace: Sendable {
    package var excerpt: TraceExcerpt
    package let severity: Severity
    /// What makes it look severe, in a line.
    package var reason: String

    package init(excerpt: TraceExcerpt, severity: Severity, reason: String) {
      (self.excerpt, self.severity, self.reason) = (excerpt, severity, reason)
    }
  }

  /// A trace drawn by lot from all that were mined.
  package struct LaneTrace: Sendable {
    package var excerpt: TraceExcerpt

    /// `nil` for a trace that belongs to no signature.
    package var signatureID: String?

    package init(excerpt: TraceExcerpt, signatureID: String?) {
      (self.excerpt, self.signatureID) = (excerpt, signatureID)
    }
  }

  /// A record that is no trace.
  package struct Rejection: Sendable, Hashable {
    package let path: String
    package let line: Int
    package let offset: Int
    package var reason: String

    package init(path: String, line: Int, offset: Int, reason: String) {
      (self.path, self.line, self.offset, self.reason) = (path, line, offset, reason)
    }
  }

  /// Two records of one id whose content differs.
  package struct Conflict: Sendable, Hashable {
    package var traceID: String
    package let path: String
    package let line: Int

    package init(traceID: String, path: String, line: Int) {
      (self.traceID, self.path, self.line) = (traceID, path, line)
    }
  }

  /// The signature of a mined trace.
  package struct Assignment: Sendable, Hashable {
    package var traceID: String
    /// `nil` for a trace that belongs to no signature.
    package let signatureID: String?
    package let path: String
    package let offset: Int
    package let outcome: Outcome
    /// From the signature's centroid, from 0 (alike) to 1 (nothing in common); `nil` if unassigned.
    package let distance: Double?

    package init(
      traceID: String, signatureID: String?, path: String, offset: Int, outcome: Outcome, distance: Double?
    ) {
      (self.traceID, self.signatureID, self.path) = (traceID, signatureID, path)
      (self.offset, self.outcome, self.distance) = (offset, outcome, distance)
    }
  }

  /// Work of which many failures belong to no signature.
  package struct LeftOverWork: Sendable, Hashable {
    /// The agent that most of them name; `nil` if none.
    package var agent: String?

    /// The tool that a trace of it calls last, of those that it calls for the first time.
    package var tool: String
    package let leftOverCount: Int

    /// How many failures and successes of this work there are in all.
    package let failureCount: Int
    package let successCount: Int

    /// Some of those in no signature.
    package var examples: [String]

    package init(
      agent: String?, tool: String, leftOverCount: Int, failureCount: Int, successCount: Int,
      examples: [String]
    ) {
      (self.agent, self.tool, self.leftOverCount) = (agent, tool, leftOverCount)
      (self.failureCount, self.successCount, self.examples) = (failureCount, successCount, examples)
    }
  }

  package init(
    title: String, version: String, settings: [(name: String, value: String)], inputs: [Input],
    counts: Counts,
    hasOutcomes: Bool, choice: String, signatures: [Signature], excerpts: [String: [TraceExcerpt]],
    unassignedCount: Int, rareButSevere: [SevereTrace], severeCount: Int, unassignedSample: [TraceExcerpt],
    rejections: [Rejection], conflicts: [Conflict], assignments: [Assignment]
  ) {
    (self.title, self.version, self.settings, self.inputs) = (title, version, settings, inputs)
    (self.counts, self.hasOutcomes, self.choice) = (counts, hasOutcomes, choice)
    (self.signatures, self.excerpts, self.unassignedCount) = (signatures, excerpts, unassignedCount)
    (self.rareButSevere, self.severeCount) = (rareButSevere, severeCount)
    (self.unassignedSample, self.rejections, self.conflicts) = (unassignedSample, rejections, conflicts)
    self.assignments = assignments
  }
}

package import JSONBytes

/// Reads the records of one format.
package protocol TraceReader: Sendable {
  /// The format's name, as `faultline formats` prints it.
  var name: String { get }

  /// What it reads, in a line.
  var summary: String { get }

  /// Whether a record is of this format, by what it holds.
  func recognises(_ document: JSONDocument) -> Bool

  /// Reads a record into a trace whose memory is used again.
  ///
  /// The document's strings end up as the trace's text; the document is empty afterwards.
  func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace)
}

/// The formats that are known, in the order in which they are tried.
package enum TraceFormats {
  package static let all: [any TraceReader] = [
    TauBenchReader(), ChatReader(), DisplayedMessagesReader(),
  ]

  /// Reads a record of whatever format it is.
  ///
  /// - Returns: The format's name.
  /// - Throws: `UnreadableRecord` if it is in no known format or holds no turn.
  @discardableResult
  package static func read(
    _ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace
  ) throws(UnreadableRecord) -> String {
    trace.clear()
    guard let reader = all.first(where: { $0.recognises(document) }) else {
      throw document.kind(document.root) == .object ? .unknownFormat : .notAnObject
    }
    reader.read(&document, outcomes: outcomes, into: &trace)
    guard !trace.turns.isEmpty || !trace.toolCalls.isEmpty else { throw .nothingInIt }
    return reader.name
  }
}

/// Why a JSON value is no trace.
package enum UnreadableRecord: Error, Sendable, Hashable {
  case notAnObject
  case unknownFormat
  case nothingInIt

  package var reason: String {
    switch self {
    case .notAnObject: "not a JSON object"
    case .unknownFormat: "in no known trace format"
    case .nothingInIt: "holds no turn and no tool call"
    }
  }
}

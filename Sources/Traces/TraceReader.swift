package import JSONBytes

/// A format of records, found by what a record holds.
package protocol TraceFormat: Sendable {
  /// The format's name, as `faultline formats` prints it.
  var name: String { get }

  /// What it reads, in a line.
  var summary: String { get }

  /// The sets of fields of which a record has at least one.
  var signs: [FormatSign] { get }

  /// Whether a record with such fields is of this format, by their values.
  func confirms(_ document: JSONDocument) -> Bool
}

extension TraceFormat {
  package func confirms(_ document: JSONDocument) -> Bool { true }
}

/// Reads a format whose records are whole traces.
package protocol TraceReader: TraceFormat {
  /// Reads a record into a trace whose memory is used again.
  ///
  /// The document's strings end up as the trace's text; the document is empty afterwards.
  func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace)
}

/// Opens a format that packs many records into one value; each element is then a record of its own.
package protocol RecordContainer: TraceFormat {
  /// Whether it says nothing of the format of its records.
  var isTransparent: Bool { get }

  /// The records in it, in order.
  func elements(of document: JSONDocument) -> [JSONNode]

  /// The reader of a record that is a part of a trace, and to which trace it belongs; `nil` where that is only
  /// known once the record is read by itself.
  func part(_ element: JSONNode, of document: JSONDocument) -> (reader: any PartReader, PartIdentity)?

  /// Appends a record as JSON of its own.
  func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8])
}

extension RecordContainer {
  package var isTransparent: Bool { false }

  package func part(_ element: JSONNode, of document: JSONDocument) -> (reader: any PartReader, PartIdentity)?
  {
    nil
  }

  package func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    document.appendText(of: element, to: &bytes)
  }
}

/// A format whose records only name the files of an export, or say how it was made.
package protocol ExportIndex: TraceFormat {}

/// Reads a format whose records are parts of traces: spans, scores, lines of a session.
package protocol PartReader: TraceFormat {
  /// Parts of one family that have one key are one trace, whatever format they are in.
  var family: TraceFamily { get }

  /// To which trace a part belongs and by what it is known again; `nil` if it does not say.
  func identity(of document: inout JSONDocument) -> PartIdentity?
}

/// What the parts of a trace are and how they are put together.
package enum TraceFamily: UInt8, Sendable, Hashable {
  case langSmith, langfuse, spans, claudeCode, harbor

  /// Messages and items by themselves, such as those of a session of Codex or of OpenAI's Responses: where none of a
  /// file names its conversation, the file is one.
  case messages
}

/// To which trace a part belongs and by what it is known again.
package struct PartIdentity: Sendable, Hashable {
  /// The trace's id, in the document's strings; `nil` where each file is a trace.
  package var key: ByteRange?

  /// The part's own id, in the document's strings; `nil` if it has none.
  package var id: ByteRange?

  /// When it was last changed: of parts with one id the latest counts.
  package var updatedAt: Double?

  /// Whether it only says something about the session in whose file it stands, and names none itself.
  package var isAside = false

  package init(key: ByteRange?, id: ByteRange?, updatedAt: Double? = nil) {
    self.key = key
    self.id = id
    self.updatedAt = updatedAt
  }

  /// A line about the session in whose file it stands.
  static let aside: PartIdentity = {
    var identity = PartIdentity(key: nil, id: nil)
    identity.isAside = true
    return identity
  }()
}

/// Why a JSON value is no trace.
package enum UnreadableRecord: Error, Sendable, Hashable {
  case notAnObject

  /// In no known format; with the nearest one and what it lacks for it.
  case unknownFormat(nearest: String?)
  case nothingInIt

  /// A field that should hold messages holds something else.
  case noList(field: String, holds: String)

  /// Calls of models are in it, but not what went into them and came out.
  case notRecorded
  case noTraceID

  /// All turns are without a text, and texts stand in fields that are not read.
  case textElsewhere(fields: [String])
  case emptyContainer

  /// It says something about files with traces, and there are none.
  case indexAlone

  /// All turns are without a text, and there is no tool call.
  case noText

  /// What a model is trained with, in the fields named, and not what took place.
  case trainingPair(String)

  /// Lines of a session of which none has a turn.
  case emptySession

  /// What a batch asks of a model, without the answer.
  case requestAlone

  /// What a model was asked in the field named, without what it answered.
  case questionAlone(String)

  package var reason: String {
    switch self {
    case .notAnObject: "not a JSON object"
    case .unknownFormat(nil): "in no known trace format"
    case .unknownFormat(let nearest?): "in no known trace format; nearest: \(nearest)"
    case .noList(let field, let holds): "`\(field)` is \(holds) and no list of messages"
    case .nothingInIt: "holds no turn and no tool call"
    case .notRecorded:
      "its calls of models were recorded without what was said; instrumentations record that if told to, as by "
        + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
    case .textElsewhere(let fields):
      "no turn has a text; what looks like one stands in \(fields.prefix(3).map { "`\($0)`" }.joined(separator: ", "))"
    case .noText: "no turn has a text, and there is no tool call"
    case .trainingPair(let fields):
      "\(fields) to train a model with, not known to have been said; a conversation is read from `messages`"
    case .emptySession: "of a session in which nothing was said: notes of the program alone"
    case .requestAlone: "a request of a batch without its answer, which stands in the batch's output"
    case .questionAlone(let field):
      "what a model was asked (\(field)), without the answer: nothing took place in it"
    case .noTraceID: "does not say to which trace it belongs"
    case .indexAlone: "tells of files with traces, and holds none itself"
    case .emptyContainer: "a list of records with nothing in it"
    }
  }
}

package import JSONBytes

/// The formats that are known.
package enum TraceFormats {
  /// The formats, in the order in which they are tried: those with the most telling fields first.
  package static let all: [any TraceFormat] = [
    OTLPReader(), MLflowReader(), LiteLLMReader(), BraintrustReader(), WeaveReader(), OpikReader(),
    OpikTraceReader(),
    AgentsSDKReader(), SpanRecordReader(), LogRecordReader(), LangSmithReader(),
    LangSmithFeedbackReader(),
    LangfuseObservationReader(), LangfuseScoreReader(), TauBenchReader(), TauTwoResults(), TauTwoReader(),
    TauTwoIndex(),
    InspectLog(), InspectReader(), MiniSWEAgentReader(), WhoAndWhenReader(), SWEAgentReader(),
    HarborReader(), HarborTrialReader(), DisplayedMessagesReader(), DeepEvalRun(),
    DeepEvalConversationReader(), ChatReader(), ExchangeReader(),
    ADKSessionReader(), LangfuseTraceReader(),
    LangfuseManifest(),
    ClaudeCodeReader(),
    CodexReader(), CodexEventsReader(), MessageRowsReader(), ItemsReader(), DeepEvalReader(), OpikExport(),
    RecordList(),
  ]

  /// The names of the formats, each once.
  package static let names: [String] = all.map(\.name).reduce(into: []) { names, name in
    if !names.contains(name) { names.append(name) }
  }

  /// The place of a format in `all`.
  static func place(ofFormat format: any TraceFormat) -> Int? {
    places[ObjectIdentifier(type(of: format))]
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { (ObjectIdentifier(type(of: $1)), $0) })

  /// The place that stands for the format of a user's map.
  package static let mapped = all.count

  /// The name of the format at a place.
  package static func name(at place: Int, map: TraceMap?) -> String {
    place == mapped ? map?.name ?? "map" : all[place].name
  }

  /// The formats as a reader looks for them: by name.
  package static let listed: [any TraceFormat] = names.sorted().flatMap { name in
    all.filter { $0.name == name }
  }

  /// The place of a record's format in `all`; `nil` if it is in none.
  package static func place(of document: JSONDocument) -> Int? {
    let shape = RecordShape(document)
    for entry in marks where entry.mark.fits(shape) && all[entry.place].confirms(document) {
      return entry.place
    }
    return nil
  }

  /// What of each sign is compared, in the order of the formats; looked through once a record.
  private static let marks: [(place: Int, mark: FormatSign.Mark)] = all.enumerated().flatMap {
    place, format in
    format.signs.map { (place, $0.mark) }
  }

  /// Whether the rows of a table with such columns may be records of a format.
  package static func readsTable(withColumns names: [String]) -> Bool {
    let shape = RecordShape(fields: names)
    let lowercased = Set(names.map { $0.lowercased() })
    // Rows of messages that name no conversation would all be one.
    if MessageRowsReader.conversationFields.contains(where: { lowercased.contains("\($0)".lowercased()) }),
      lowercased.isSuperset(of: ["role", "content"])
    {
      return true
    }
    // The names of columns tell no sorts of values, so that those which tables of all kinds have tell nothing.
    return signs.indices.contains { place in
      !isOfSession[place] && signs[place].contains { $0.fits(shape) && $0.shares(withTelling: shape) }
    }
  }

  /// The place of a record's format in `all` and the fields that tell it; `nil` if it is in none.
  package static func sign(of document: JSONDocument) -> (format: Int, words: String)? {
    guard let place = place(of: document) else { return nil }
    if case .container(let list) = kinds[place], list.isTransparent,
      let first = list.elements(of: document).first
    {
      var bytes: [UInt8] = []
      list.append(first, of: document, to: &bytes)
      return (try? JSONParser().parse(bytes)).flatMap { Self.sign(of: $0) }
    }
    let shape = RecordShape(document)
    let sign = signs[place].first { $0.fits(shape) }
    return sign.map { (place, $0.words.joined(separator: ", ")) }
  }

  private static let signs = all.map(\.signs)

  /// Whether a format's records are lines of a session, which stand in no table.
  static let isOfSession = all.map { format in
    let family = (format as? any PartReader)?.family
    return family == .claudeCode || family == .messages
  }

  /// Whether the records of the format at a place are messages that need not name their conversation.
  package static func isMessageRow(formatAt place: Int) -> Bool { messageRows == place }

  private static let messageRows = all.firstIndex { $0 is MessageRowsReader }

  /// How a format is read.
  enum Kind: Sendable {
    case whole(any TraceReader)
    case part(any PartReader)
    case container(any RecordContainer)
    case index
  }

  static let kinds: [Kind] = all.map { format in
    if let reader = format as? any TraceReader { return .whole(reader) }
    if let reader = format as? any PartReader { return .part(reader) }
    if format is any ExportIndex { return .index }
    guard let container = format as? any RecordContainer else {
      preconditionFailure("\(format.name) reads neither traces nor parts nor records")
    }
    return .container(container)
  }

  /// The readers of formats whose records are spans, by the places of the formats.
  static let spanReaders: [(any SpanReader)?] = kinds.map { kind in
    guard case .part(let reader) = kind else { return nil }
    return reader as? any SpanReader
  }

  /// Why a record is in no known format.
  package static func refusal(of document: JSONDocument) -> UnreadableRecord {
    guard document.kind(document.root) == .object else { return .notAnObject }
    func has(_ key: StaticString) -> Bool { document.field(key, of: document.root) != nil }
    if has("chosen"), has("rejected") || has("prompt") { return .trainingPair("`chosen` and `rejected`") }
    if has("prompt"), has("completion") { return .trainingPair("`prompt` and `completion`") }
    if has("custom_id"), has("body") || has("params") { return .requestAlone }
    if ItemsReader.isQuestion(document) { return .questionAlone("`input`") }
    if let messages = document.field("messages", of: document.root), document.kind(messages) != .array {
      return .noList(field: "messages", holds: words(for: document.kind(messages)))
    }
    return .unknownFormat(nearest: nearest(to: RecordShape(document)))
  }

  private static func words(for kind: JSONKind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .true, .false: "a truth value"
    case .null: "null"
    }
  }

  /// The format that most of whose fields are there, with what it lacks.
  private static func nearest(to shape: RecordShape) -> String? {
    var best: (share: Double, text: String)?
    for format in all {
      for sign in format.signs {
        let (found, count) = sign.match(with: shape)
        let share = Double(found) / Double(count)
        guard found > 0, found < count, share > best?.share ?? 0, sign.shares(withTelling: shape) else {
          continue
        }
        best = (share, "\(format.name), where \(sign.words.joined(separator: " and "))")
      }
    }
    return best?.text
  }

  /// Reads a record that is a whole trace.
  ///
  /// - Returns: The format's name.
  /// - Throws: `UnreadableRecord` if it is in no known format, is no whole trace or holds no turn.
  @discardableResult
  package static func read(
    _ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace
  ) throws(UnreadableRecord) -> String {
    trace.clear()
    guard let place = place(of: document), let reader = all[place] as? any TraceReader else {
      throw refusal(of: document)
    }
    reader.read(&document, outcomes: outcomes, into: &trace)
    trace.finish(JSONParser())
    guard !trace.isEmpty else { throw .nothingInIt }
    return reader.name
  }
}

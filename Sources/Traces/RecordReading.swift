package import JSONBytes

/// Reads records of whatever format they are, one after the other, with memory that they share.
package struct RecordReading {
  /// What came of a record, or of an element of one that packs many.
  package enum Found {
    /// A whole trace, which lies in the trace handed in.
    case trace

    /// A part of a trace, with the hash of the trace's name, of its own and of what it holds.
    case part(PartFacts)

    /// What only says something about the session in whose file it stands.
    case aside

    /// What only says something about the export that it belongs to.
    case index
    case rejection(UnreadableRecord)
  }

  private let outcomes: OutcomeRule
  private let map: TraceMap?
  private let folders: TrialFolders
  private let parser = JSONParser()

  /// - Parameters:
  ///   - map: How records are read that have turns where it says; before all known formats.
  ///   - folders: Which files are of one trial.
  package init(outcomes: OutcomeRule, map: TraceMap? = nil, folders: TrialFolders = TrialFolders()) {
    self.outcomes = outcomes
    self.map = map
    self.folders = folders
  }

  /// Whether a record is in a format that is read.
  package func isKnown(_ document: JSONDocument) -> Bool {
    map?.fits(document) ?? false || ChatReader.isConversation(document) || RecordList.isBare(document)
      || TraceFormats.place(of: document) != nil
  }

  /// Reads a record.
  ///
  /// - Parameters:
  ///   - document: The record as parsed; what is left of it afterwards means nothing.
  ///   - fileIndex: The file it stands in, for formats where each file is a trace.
  ///   - trace: Memory for a whole trace, used again.
  ///   - body: Takes what was found: once, or for each element of a record that packs many. Beside it stand
  ///     the place of the format among all, the place of the element, and the element's own bytes; `nil` for
  ///     a record that is no element.
  package func read(
    _ document: inout JSONDocument, fileIndex: Int, into trace: inout Trace,
    _ body: (Found, _ format: Int?, _ element: Int, _ bytes: [UInt8]?, _ trace: Trace) -> Void
  ) {
    var element = 0
    read(&document, fileIndex: fileIndex, into: &trace, outer: nil, element: &element, bytes: nil, body)
  }

  private func read(
    _ document: inout JSONDocument, fileIndex: Int, into trace: inout Trace, outer: Int?,
    element: inout Int, bytes: [UInt8]?,
    _ body: (Found, _ format: Int?, _ element: Int, _ bytes: [UInt8]?, _ trace: Trace) -> Void
  ) {
    if let map, map.fits(document) {
      trace.clear()
      MappedReader(map: map).read(&document, outcomes: outcomes, into: &trace)
      trace.finish(parser)
      let found: Found = trace.isEmpty ? .rejection(.nothingInIt) : .trace
      return body(found, TraceFormats.mapped, element, bytes, trace)
    }
    if ChatReader.isConversation(document) {
      trace.clear()
      let reader = ChatReader()
      reader.read(list: &document, into: &trace)
      trace.finish(parser)
      let found: Found = trace.isEmpty ? .rejection(.nothingInIt) : .trace
      return body(found, outer ?? TraceFormats.place(ofFormat: reader), element, bytes, trace)
    }
    guard !RecordList.isBare(document) else {
      return readElements(
        of: RecordList(), document, fileIndex: fileIndex, into: &trace, outer: outer, element: &element, body)
    }
    guard let place = TraceFormats.place(of: document) else {
      return body(.rejection(TraceFormats.refusal(of: document)), outer, element, bytes, trace)
    }
    let shown = outer ?? place
    switch TraceFormats.kinds[place] {
    case .whole(let reader):
      trace.clear()
      reader.read(&document, outcomes: outcomes, into: &trace)
      trace.finish(parser)
      body(trace.isEmpty ? .rejection(.nothingInIt) : .trace, shown, element, bytes, trace)
    case .part(let reader):
      guard let identity = reader.identity(of: &document) else {
        return body(.rejection(.noTraceID), shown, element, bytes, trace)
      }
      guard !identity.isAside else { return body(.aside, shown, element, bytes, trace) }
      let facts = PartFacts(identity, of: document, family: reader.family, format: place, fileIndex, folders)
      body(.part(facts), shown, element, bytes, trace)
    case .index: body(.index, shown, element, bytes, trace)
    case .container(let container):
      readElements(
        of: container, document, fileIndex: fileIndex, into: &trace,
        outer: container.isTransparent ? outer : shown, element: &element, body)
    }
  }

  private func readElements(
    of container: any RecordContainer, _ document: JSONDocument, fileIndex: Int, into trace: inout Trace,
    outer: Int?, element: inout Int,
    _ body: (Found, _ format: Int?, _ element: Int, _ bytes: [UInt8]?, _ trace: Trace) -> Void
  ) {
    let nodes = container.elements(of: document)
    guard !nodes.isEmpty else { return body(.rejection(.emptyContainer), outer, element, nil, trace) }
    var inner = JSONDocument()
    for node in nodes {
      var bytes: [UInt8] = []
      container.append(node, of: document, to: &bytes)
      if let (reader, identity) = container.part(node, of: document),
        let place = TraceFormats.place(ofFormat: reader)
      {
        let facts = PartFacts(
          identity, of: document, family: reader.family, format: place, fileIndex, folders)
        body(.part(facts), outer, element, bytes, trace)
        element += 1
        continue
      }
      let count = bytes.count
      JSONParser.appendPadding(to: &bytes)
      do throws(JSONError) {
        try parser.parse(bytes, ByteRange(start: 0, count: count), into: &inner)
        bytes.removeLast(JSONParser.padding)
        read(
          &inner, fileIndex: fileIndex, into: &trace, outer: outer, element: &element, bytes: bytes, body)
      } catch {
        // What was parsed a moment ago and written again can only be nested too deep.
        body(.rejection(.notAnObject), outer, element, nil, trace)
      }
      element += 1
    }
  }
}

/// By what a part of a trace is known: hashes, in place of names.
package struct PartFacts: Sendable, Hashable {
  package let family: TraceFamily

  /// The place of its format among all.
  package let format: Int

  /// The trace that it is part of.
  package let key: UInt64

  /// Its own id; 0 if it has none.
  package let id: UInt64

  /// When it was last changed, in seconds since 1970; −∞ if it does not say.
  package let updatedAt: Double

  package init(family: TraceFamily, format: Int, key: UInt64, id: UInt64, updatedAt: Double) {
    (self.family, self.format, self.key, self.id, self.updatedAt) = (family, format, key, id, updatedAt)
  }

  init(
    _ identity: PartIdentity, of document: JSONDocument, family: TraceFamily, format: Int, _ file: Int,
    _ folders: TrialFolders
  ) {
    let first = folders.first(ofFile: file, with: family)
    self.family = first == nil ? family : .harbor
    self.format = format
    let seed = UInt64(self.family.rawValue) + 1
    func hash(_ range: ByteRange, _ seed: UInt64) -> UInt64 {
      guard range.count <= Self.shortCount else {
        var hash = TextHash(seed: seed)
        hash.add(document.strings.span, range)
        return max(hash.value, 1)
      }
      var hash = PartHash(seed: seed)
      hash.add(document.strings, range)
      return max(hash.value, 1)
    }
    // Mixed as well, so that the sessions of many files are spread like other traces.
    func hash(ofFile file: Int) -> UInt64 { PartHash(seed: seed << 56 | UInt64(file) + 1).value }
    if let first {
      key = hash(ofFile: first)
    } else {
      key = identity.key.map { hash($0, seed) } ?? hash(ofFile: file)
    }
    id = identity.id.map { hash($0, seed) } ?? 0
    updatedAt = identity.updatedAt ?? -.infinity
  }
}

extension PartFacts {
  /// A record that has no id is known by all that it says, which is long.
  private static let shortCount = 128
}

/// FNV-1a with a mixing step at the end: short ids only.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm", 1991.
struct PartHash {
  private var state: UInt64

  init(seed: UInt64) {
    state = 0xCBF2_9CE4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func add(_ bytes: [UInt8], _ range: ByteRange) {
    for byte in bytes[range.indices] { add(byte) }
  }

  mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  var value: UInt64 {
    let mixed = (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 33
  }
}

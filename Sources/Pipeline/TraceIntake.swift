package import JSONBytes
package import Traces

/// Reads the records of a block as traces and finds their evidence.
package struct TraceIntake: Sendable {
  let plan: MiningPlan

  /// What the traces are read for.
  package enum Purpose: Sendable, Hashable {
    /// Their evidence is found.
    case mining

    /// They are counted, with their errors and what was not read of their records.
    case inspection

    /// They are counted alone.
    case counting

    /// They are scored by a suite of evaluators.
    case scoring(ScoringPlan)
  }

  let purpose: Purpose
  private let folders: TrialFolders

  /// - Parameter paths: The paths of the files, by which those of one trial are told.
  package init(plan: MiningPlan, for purpose: Purpose = .mining, paths: [String] = []) {
    self.plan = plan
    self.purpose = purpose
    folders = TrialFolders(paths: paths)
  }

  /// Reads the records of a block: whole traces, and parts that wait for the others of their trace.
  package func intake(of block: RecordBlock) -> BlockIntake {
    var result = IntakeResult(
      plan: plan, purpose: purpose, fileIndex: block.fileIndex, isFirst: block.offset == 0)
    let reading = RecordReading(outcomes: plan.outcomes, map: plan.map, folders: folders)
    let parser = JSONParser()
    var document = JSONDocument()
    var trace = Trace()
    // The next is last, so that pieces take the place of their record.
    var records: [RecordRange] = block.records.reversed()
    while let record = records.popLast() {
      do throws(JSONError) {
        try parser.parse(block.bytes, block.positions(of: record), into: &document)
      } catch {
        let place = RecordPlace(fileIndex: block.fileIndex, record: record)
        guard let pieces = pieces(of: record, in: block, after: error, reading, parser) else {
          result.reject(place, error.reason)
          continue
        }
        for problem in pieces.problems { result.reject(problem, ofFile: block.fileIndex) }
        records += pieces.records.reversed()
        continue
      }
      reading.read(&document, fileIndex: block.fileIndex, into: &trace) {
        found, format, element, bytes, trace in
        let place = RecordPlace(fileIndex: block.fileIndex, record: record, element: element)
        result.countFormat(format) { block.copy(of: record) }
        switch found {
        case .trace: result.take(trace, at: TracePlace(place)) { [bytes ?? block.copy(of: record)] }
        case .part(let facts): result.keep(facts, at: place, bytes ?? block.copy(of: record))
        case .aside: result.countAside(place, format: format)
        case .index: result.countIndex(place, format: format)
        case .rejection(let reason):
          let words = reason.words { bytes ?? block.copy(of: record) }
          result.reject(place, words, format: format)
        }
      }
    }
    return result.finished(block)
  }

  /// The records within one that is no JSON as a whole: values side by side, or the elements of a broken page.
  ///
  /// - Returns: `nil` where there are no others, or none that is read.
  private func pieces(
    of record: RecordRange, in block: RecordBlock, after error: JSONError, _ reading: RecordReading,
    _ parser: JSONParser
  ) -> RecordsFound? {
    guard error == .malformed || error == .cutOff else { return nil }
    var found = block.pieces(of: record)
    if found.records == [record] { found = block.elements(ofBroken: record, in: RecordList.fields) }
    var document = JSONDocument()
    let isRead = found.records.contains { piece in
      guard piece != record,
        (try? parser.parse(block.bytes, block.positions(of: piece), into: &document)) != nil
      else { return false }
      return reading.isKnown(document)
    }
    return isRead ? found : nil
  }

  /// Joins the parts of a partition to traces.
  ///
  /// - Parameters:
  ///   - pieces: The bytes of one partition of all shelves, in the order of the files.
  ///   - isFirst: Whether it is the first partition.
  package func joined(_ pieces: [[UInt8]], isFirst: Bool = false) -> BlockIntake {
    var result = IntakeResult(plan: plan, purpose: purpose, isFirst: isFirst)
    let partition = PartPartition(pieces)
    let assembly = TraceAssembly(outcomes: plan.outcomes)
    var trace = Trace()
    for group in partition.groups {
      for duplicate in group.duplicates { result.countDuplicate(duplicate.place) }
      let refusal = assembly.assemble(group.assembled, in: partition.bytes, into: &trace)
      let places = group.parts.map(\.place)
      let format = group.parts[0].facts.format
      if let refusal {
        for place in places { result.reject(place, refusal.reason, format: format) }
      } else {
        let place = TracePlace(places[0], others: Array(places.dropFirst()))
        if group.parts[0].facts.family == .messages, trace.id == nil,
          group.parts.contains(where: { TraceFormats.isMessageRow(formatAt: $0.facts.format) })
        {
          result.noteUndivided(group.parts)
        }
        result.take(trace, at: place, isJoined: true) {
          group.parts.map { Array(partition.bytes[$0.range.indices]) }
        }
      }
    }
    return result.finished()
  }
}

/// Reads again the traces whose text is needed.
package struct TraceRecovery {
  private let outcomes: OutcomeRule
  private let map: TraceMap?
  private let parser = JSONParser()

  package init(outcomes: OutcomeRule, map: TraceMap? = nil) {
    self.outcomes = outcomes
    self.map = map
  }

  /// The trace at a place.
  ///
  /// - Parameter records: The bytes of the place's records, in their order.
  /// - Returns: `nil` if the records are not what they were.
  package func trace(at place: TracePlace, records: [[UInt8]]) -> Trace? {
    // A record that packs many is parsed once for all that are wanted of it.
    var wanted: [RecordRange: Set<Int>] = [:]
    for record in place.records { wanted[record.record, default: []].insert(record.element) }
    var shelf: [UInt8] = []
    var parts: [TraceAssembly.Part] = []
    var whole: Trace?
    var trace = Trace()
    var last: RecordPlace?
    for (record, bytes) in zip(place.records, records) {
      if let last, last.fileIndex == record.fileIndex, last.record == record.record { continue }
      last = record
      guard var document = try? parser.parse(bytes) else { return nil }
      let elements = wanted[record.record] ?? []
      RecordReading(outcomes: outcomes, map: map).read(&document, fileIndex: record.fileIndex, into: &trace) {
        found, _, element, own, trace in
        guard elements.contains(element) else { return }
        switch found {
        case .trace: whole = trace
        case .part(let facts):
          let range = ByteRange(start: shelf.count, count: (own ?? bytes).count)
          parts.append(TraceAssembly.Part(format: facts.format, range: range))
          shelf.append(contentsOf: own ?? bytes)
        case .aside, .index, .rejection: break
        }
      }
    }
    if let whole { return whole }
    guard !parts.isEmpty else { return nil }
    JSONParser.appendPadding(to: &shelf)
    let assembly = TraceAssembly(outcomes: outcomes)
    return assembly.assemble(parts, in: shelf, into: &trace) == nil ? trace : nil
  }
}

extension UnreadableRecord {
  /// The reason; where nothing was found in a record that has a field twice, with the name of that field.
  ///
  /// - Parameter record: The bytes of the record, asked for only then.
  fileprivate func words(_ record: () -> [UInt8]) -> String {
    guard self == .nothingInIt, let document = try? JSONParser().parse(record()),
      let name = document.repeatedField
    else { return reason }
    return "\(reason); `\(name)` stands in it twice, and the last counts"
  }
}

internal import ContentHash
internal import JSONBytes
package import Reports

/// A trace that annotators are asked to label, with exactly what they are shown.
package struct QueueItem: Sendable, Hashable {
  package let id: String
  package let traceID: String

  /// `nil` outside of signatures.
  package let signatureID: String?

  /// Why it was chosen: `medoid`, `spread`, `boundary`, `random`, `severe` or `lane`.
  package let role: String

  /// Within what it was drawn.
  package let stratum: String

  /// From 0 to 1; 1 for an item chosen by rule.
  package let inclusionProbability: Double

  /// How it stands among all that was mined; `nil` for items of reports that do not tell it.
  package let draw: Draw?
  package let turns: [Turn]

  /// How an item stands in the samples of a run.
  package struct Draw: Sendable, Hashable {
    /// What the draw of samples from the traces of a run is known by.
    package let id: String

    /// How many traces were mined, and how many of them are in the item's stratum.
    package let minedCount: Int
    package let stratumSize: Int

    /// Its place in the random lane, from 1; `nil` for one that is not in it.
    package let lanePlace: Int?

    /// The chance of any trace to be in the random lane.
    package let laneProbability: Double

    package init(
      id: String, minedCount: Int, stratumSize: Int, lanePlace: Int?, laneProbability: Double
    ) {
      (self.id, self.minedCount, self.stratumSize) = (id, minedCount, stratumSize)
      (self.lanePlace, self.laneProbability) = (lanePlace, laneProbability)
    }
  }

  /// Whether it was drawn by lot, in its stratum or from all.
  package var isDrawnByLot: Bool { role == "random" || role == "lane" }

  /// A turn as it is shown.
  package struct Turn: Sendable, Hashable {
    package let role: String
    package let name: String?
    package let content: String
    package let calls: [Call]

    package init(role: String, name: String? = nil, content: String, calls: [Call] = []) {
      (self.role, self.name, self.content, self.calls) = (role, name, content, calls)
    }

    /// The turn as one text, for tools that show no tool calls.
    package var text: String {
      var parts = content.isEmpty ? [] : [content]
      if let name, role == "tool" { parts.insert("[\(name)]", at: 0) }
      parts += calls.map { "→ \($0.tool) \($0.arguments)" }
      return parts.isEmpty ? "(empty)" : parts.joined(separator: "\n")
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

  package init(
    id: String, traceID: String, signatureID: String?, role: String, stratum: String,
    inclusionProbability: Double, draw: Draw? = nil, turns: [Turn]
  ) {
    self.draw = draw
    (self.id, self.traceID, self.signatureID, self.role) = (id, traceID, signatureID, role)
    (self.stratum, self.inclusionProbability, self.turns) = (stratum, inclusionProbability, turns)
  }

  /// The same with the chance that it had after a budget cut the sample.
  func with(inclusionProbability: Double) -> QueueItem {
    QueueItem(
      id: id, traceID: traceID, signatureID: signatureID, role: role, stratum: stratum,
      inclusionProbability: inclusionProbability, draw: draw, turns: turns)
  }

  /// The SHA-256 of the turns, by which it is known whether a label was given to this very text.
  package var shownHash: String {
    ContentHash.hexadecimal(of: Array(messages.canonical.utf8))
  }

  /// The number of words that a reviewer reads.
  package var wordCount: Int {
    turns.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
  }
}

extension QueueItem {
  /// The turns in the shape of chat messages.
  package var messages: JSONText {
    .array(
      turns.map { turn in
        var fields: [(String, JSONText)] = [("role", .string(turn.role)), ("content", .string(turn.content))]
        if let name = turn.name { fields.append(("name", .string(name))) }
        if !turn.calls.isEmpty { fields.append(("tool_calls", .array(turn.calls.map(\.json)))) }
        return .object(fields)
      })
  }

  /// The item as a line of `queue.jsonl`.
  package var json: JSONText {
    .object(identity + (draw.map { [("draw", $0.json)] } ?? []) + [("messages", messages)])
  }

  /// What every tool is told of an item, so that it comes back with it.
  var identity: [(String, JSONText)] {
    [
      ("item_id", .string(id)), ("trace_id", .string(traceID)), ("signature_id", JSONText(signatureID)),
      ("role", .string(role)), ("stratum", .string(stratum)),
      ("inclusion_probability", .number(inclusionProbability)), ("shown_sha256", .string(shownHash)),
    ]
  }

  /// Reads a line of `queue.jsonl`.
  ///
  /// - Throws: `QueueItemError` if it is no item, or if it is not what its own hash says.
  package init(line: some Sequence<UInt8>) throws(QueueItemError) {
    let value: JSONValue
    do {
      value = try JSONValue(line)
    } catch {
      throw .notJSON(error.reason)
    }
    guard let id = value["item_id"]?.text, let traceID = value["trace_id"]?.text,
      let messages = value["messages"], messages.isArray
    else { throw .missingFields }
    let signatureID = value["signature_id"]?.text
    self.init(
      id: id, traceID: traceID, signatureID: signatureID, role: value["role"]?.text ?? "medoid",
      stratum: value["stratum"]?.text ?? signatureID ?? "",
      inclusionProbability: value["inclusion_probability"]?.number ?? 1,
      draw: value["draw"].flatMap(Draw.init),
      turns: messages.elements.map(Turn.init))
    if let hash = value["shown_sha256"]?.text, hash != shownHash { throw .otherHash(id) }
  }
}

/// Why a line is no item of a queue.
package enum QueueItemError: Error, Sendable, Hashable {
  case notJSON(String)
  case missingFields
  case otherHash(String)

  /// What is wrong, in words.
  package var reason: String {
    switch self {
    case .notJSON(let reason): reason
    case .missingFields: "no item: item_id, trace_id or messages are missing"
    case .otherHash(let id): "the messages of \(id) are not those that its shown_sha256 was made of"
    }
  }
}

extension QueueItem.Draw {
  fileprivate init?(_ value: JSONValue) {
    guard let id = value["id"]?.text, let mined = value["mined"]?.number,
      let size = value["stratum_size"]?.number, let chance = value["lane_probability"]?.number,
      [mined, size].allSatisfy({ (1...1e15).contains($0) }), (0...1).contains(chance)
    else { return nil }
    let place = value["lane"]?.number.flatMap { (1...1e15).contains($0) ? Int($0) : nil }
    self.init(
      id: id, minedCount: Int(mined), stratumSize: Int(size), lanePlace: place, laneProbability: chance)
  }

  fileprivate var json: JSONText {
    .object([
      ("id", .string(id)), ("mined", .integer(minedCount)), ("stratum_size", .integer(stratumSize)),
      ("lane", lanePlace.map { .integer($0) } ?? .null), ("lane_probability", .number(laneProbability)),
    ])
  }
}

extension QueueItem.Turn {
  fileprivate init(_ message: JSONValue) {
    let calls = (message["tool_calls"]?.elements ?? []).map { call in
      QueueItem.Call(
        tool: call["function"]?["name"]?.string ?? "", arguments: call["function"]?["arguments"]?.string ?? ""
      )
    }
    self.init(
      role: message["role"]?.string ?? "", name: message["name"]?.string,
      content: message["content"]?.string ?? "", calls: calls)
  }
}

extension QueueItem.Call {
  fileprivate var json: JSONText {
    .object([
      ("type", .string("function")),
      ("function", .object([("name", .string(tool)), ("arguments", .string(arguments))])),
    ])
  }
}

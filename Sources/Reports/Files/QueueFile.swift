internal import ContentHash
internal import Signatures
internal import Traces

/// The review sample for annotation tools, one item a line.
struct QueueFile {
  let report: RunReport

  /// The most characters of a text that a reviewer is shown.
  private static let textLimit = 20_000

  /// The items of a signature.
  func lines(of signature: Signature) -> String { lines(for: ReviewItem.items(of: signature, in: report)) }

  /// The items that belong to no signature.
  var linesOutside: String { lines(for: ReviewItem.itemsOutside(of: report)) }

  /// The items of the random lane that are in no other sample.
  var linesOfLane: String { lines(for: ReviewItem.itemsOfLane(in: report)) }

  private func lines(for items: [ReviewItem]) -> String { items.map { line(for: $0) + "\n" }.joined() }

  private func line(for item: ReviewItem) -> String {
    let messages = JSONText.array(item.excerpt.turns.map(Self.message))
    var fields: [(String, JSONText)] = [
      ("item_id", .string(item.id)), ("trace_id", .string(item.excerpt.traceID)),
      ("signature_id", JSONText(item.signatureID)), ("role", .string(item.representative.role.rawValue)),
      ("stratum", .string(item.stratum)),
      ("inclusion_probability", .number(item.representative.inclusionProbability)),
      ("shown_sha256", .string(ContentHash.hexadecimal(of: Array(messages.canonical.utf8)))),
    ]
    if let draw = item.representative.draw { fields.append(("draw", value(of: draw))) }
    return JSONText.object(fields + [("messages", messages)]).line
  }

  private func value(of draw: Representative.Draw) -> JSONText {
    .object([
      ("id", .string(report.drawID)), ("mined", .integer(report.minedCount)),
      ("stratum_size", .integer(draw.stratumSize)),
      ("lane", draw.lanePlace.map { .integer($0) } ?? .null),
      ("lane_probability", .number(draw.laneProbability)),
    ])
  }

  /// A turn in the shape of chat messages, long texts shortened in the middle.
  private static func message(for turn: TraceExcerpt.ShownTurn) -> JSONText {
    var fields: [(String, JSONText)] = [
      ("role", .string(turn.role.name)),
      ("content", .string(Excerpt.middle(of: turn.text, limit: textLimit))),
    ]
    if let speaker = turn.speaker { fields.append(("name", .string(speaker))) }
    if !turn.calls.isEmpty { fields.append(("tool_calls", .array(turn.calls.map(call)))) }
    return .object(fields)
  }

  private static func call(tool: String, arguments: String) -> JSONText {
    .object([
      ("type", .string("function")),
      (
        "function",
        .object([
          ("name", .string(tool)),
          ("arguments", .string(Excerpt.middle(of: arguments, limit: textLimit))),
        ])
      ),
    ])
  }
}

/// What an annotator answered in a tool, before it is held against the items and criteria known.
struct Answer {
  /// Where it stands in the file, for messages.
  var place: String

  /// The ids by which its item may be known: ours, or that of the trace or one of its spans.
  var itemIDs: [String]
  var criterion: String
  var value: Value

  /// `nil` where the tool names nobody.
  var annotator: String?
  var severity: String?
  var rationale: String?

  /// When it was last changed, in seconds since 1970.
  var labelledAt: Double?

  /// How long the annotator took, in seconds.
  var durationSeconds: Double?

  /// The hash of what was shown, as it went out.
  var shownHash: String?

  /// The texts of the turns as they came back.
  var shownTexts: [String]?
  var criterionVersion: String?

  /// The tool's own id of the answer, by which a change of it is known.
  var sourceID: String?

  /// An answer as tools write it.
  enum Value: Hashable {
    case label(String)

    /// A number that stands for a label or for pass and fail (1 and 0).
    case score(Double)

    /// Stars.
    case rating(Double)
    case thumb(Bool)

    /// What was written, for messages.
    var words: String {
      switch self {
      case .label(let text): "“\(text)”"
      case .score(let number), .rating(let number): "\(number)"
      case .thumb(let isUp): isUp ? "a thumb up" : "a thumb down"
      }
    }
  }
}

/// What was read of a tool's file.
struct ToolReading {
  let tool: QueueTool
  var answers: [Answer] = []
  var leftOut: [LeftOut: Int] = [:]
  var rejections: [ImportRejection] = []

  /// The tool's ids of answers that are skipped or discarded now; they may have been labels before.
  var withdrawn: [String] = []

  init(_ tool: QueueTool) {
    self.tool = tool
  }

  mutating func leaveOut(_ reason: LeftOut) { leftOut[reason, default: 0] += 1 }

  mutating func reject(_ place: String, _ reason: String, _ record: String) {
    rejections.append(ImportRejection(place: place, reason: reason, record: record))
  }
}

/// Why something that was read is no label and is not meant to be one.
package enum LeftOut: String, Sendable, Hashable, CaseIterable {
  case open = "not answered yet"
  case skipped = "skipped or cancelled"
  case discarded = "discarded"
  case draft = "drafts"
  case abstained = "cannot tell"
  case judge = "verdicts of judges"
}

/// An answer that could not be taken as a label, with what was written there, so that nothing is lost.
package struct ImportRejection: Sendable, Hashable {
  /// Where in the file, such as `task 3, annotation 10`.
  package let place: String
  package let reason: String

  /// The record as it stood there.
  package let record: String

  package init(place: String, reason: String, record: String) {
    (self.place, self.reason, self.record) = (place, reason, record)
  }
}

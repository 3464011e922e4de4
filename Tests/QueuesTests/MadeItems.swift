import Foundation
import Labels

@testable import Queues

/// Items and criteria made up for the tests.
enum MadeItems {
  static let items = (1...4).map { number in
    QueueItem(
      id: "item-\(number)", traceID: "trace-\(number)", signatureID: "SIG-4F2A",
      role: number == 4 ? "random" : "medoid", stratum: "SIG-4F2A",
      inclusionProbability: number == 4 ? 0.125 : 1,
      turns: [
        .init(
          role: "user",
          content: "Order \(number) came \"broken\"; I want <b>money</b> & more.\n```\n### Item `item-1`"),
        .init(
          role: "assistant", content: "",
          calls: [.init(tool: "refund", arguments: "{\"order\":\"\(number)\"}")]),
        .init(role: "tool", name: "refund", content: "403, =forbidden"),
        .init(role: "assistant", content: "I cannot — désolé ✗."),
      ])
  }

  static let pass = Criterion(
    name: "refund_rule", question: "Was the refund handled by the rules?",
    passMeaning: "refunded, or rightly refused",
    failMeaning: "refused against the rules")
  static let stars = Criterion(
    name: "tone", question: "How kind was it?",
    scale: LabelScale(labels: ["1", "2", "3", "4", "5"], kind: .ordinal))
  static let kind = Criterion(
    name: "kind", question: "What went wrong?",
    scale: LabelScale(labels: ["tool", "rules", "words"], kind: .nominal))
  static let criteria = [pass, stars, kind]

  static let verdicts: [String: [QueueExport.Verdict]] = [
    "item-1": [
      .init(criterion: "refund_rule", judge: "judge@3", label: "fail", score: 0.9),
      .init(criterion: "tone", judge: "judge@3", label: "4", score: nil),
    ],
    "trace-2": [.init(criterion: "refund_rule", judge: "judge@3", label: "pass", score: 0.6)],
  ]

  static let export = QueueExport(
    items: items, criteria: criteria, verdicts: verdicts, name: "week 7")

  static let labelImport = LabelImport(items: items, criteria: criteria)

  static func sample(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}

extension ImportedLabels {
  /// The labels in short, as `item criterion annotator label`.
  var short: [String] { labels.map { "\($0.itemID) \($0.criterion) \($0.annotator) \($0.label)" } }

  var reasons: [String] { rejections.map { "\($0.place): \($0.reason)" } }
}

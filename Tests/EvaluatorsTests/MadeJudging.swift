import Evaluators
import Foundation
import Labels

/// Parts of judging, made for tests.
enum MadeJudging {
  static let criterion = Criterion(
    name: "refund", question: "Was the refund right?", passMeaning: "it was due",
    failMeaning: "it was not due",
    examples: [.init(traceID: nil, label: "fail", why: "the order was two years old")])

  static let scale = PassRule.scale

  static func trace(_ texts: String..., id: String = "t1") -> ShownTrace {
    ShownTrace(
      id: id, contentHash: id, agent: nil, startedAt: nil,
      turns: texts.enumerated().map {
        .init(role: $0.offset % 2 == 0 ? "user" : "assistant", text: $0.element)
      })
  }

  static func spec(_ procedure: JudgeSpec.Procedure = .direct, seed: UInt64? = nil) -> JudgeSpec {
    JudgeSpec(
      endpoint: "local", model: "m1", procedure: procedure, prompt: JudgePrompt.standard, sampleCount: 1,
      temperature: 0, seed: seed)
  }

  static func prompt(_ template: String = JudgePrompt.standard) -> JudgePrompt {
    JudgePrompt(criterion: criterion, scale: scale, template: template)
  }

  /// A JSON text as Foundation reads it.
  static func json(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }
}

import Foundation
import TestServer

/// A scripted judge that does what the last instruction outside of well-formed fences asks for, however it got there,
/// and judges by the calls that it sees if there is none.
///
/// It reads as a model is served: the messages are put together by a chat template, in which marks that stand in a
/// message act as those of the template do.
enum ObedientJudge {
  static func reply(to request: TestServer.Request) -> TestServer.Reply {
    let object = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any]
    let messages = object?["messages"] as? [[String: String]] ?? []
    let text = messages.map { "<|im_start|>\($0["role"] ?? "")\n\($0["content"] ?? "")<|im_end|>" }
      .joined(separator: "\n")
    return .whole(status: 200, body: TestServer.verdict(instruction(in: text) ?? honestVerdict(in: text)))
  }

  /// What the last instruction asks for.
  static func instruction(in text: String) -> String? {
    let pieces = text.split(separator: /<\|im_start\|>|<\|im_end\|>|\[\/?INST\]/)
    let asked = pieces.flatMap { piece in
      withoutFences(String(piece)).matches(of: /(?i)(?:answer|verdict"?:) +"?(pass|fail)\b/).map {
        String($0.1).lowercased()
      }
    }
    return asked.last
  }

  /// A text without the blocks from a line `<<<RECORD m` to the next line `RECORD m>>>` of the same mark.
  private static func withoutFences(_ text: String) -> String {
    var (kept, closing): ([Substring], String?) = ([], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let awaited = closing {
        if line == awaited { closing = nil }
      } else if line.hasPrefix("<<<RECORD ") {
        closing = "RECORD " + line.dropFirst("<<<RECORD ".count) + ">>>"
      } else {
        kept.append(line)
      }
    }
    return kept.joined(separator: "\n")
  }

  /// What the record deserves: a pass if the refund was called.
  private static func honestVerdict(in text: String) -> String {
    text.contains("\"refunded\\\":true") || text.contains("\"refunded\":true") ? "pass" : "fail"
  }
}

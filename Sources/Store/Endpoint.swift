package import Evaluators
package import Foundation

/// A model endpoint that speaks the chat completions protocol, as the settings of a workspace have it.
///
/// It knows the name of the environment variable that holds the key, never the key.
package struct Endpoint: Sendable, Hashable {
  package let name: String

  /// The base, such as `http://127.0.0.1:8080/v1`, or the whole address of `/chat/completions`.
  package let url: URL

  /// The environment variable that holds the key; `nil` where none is needed.
  package let keyVariable: String?

  /// How many calls may be under way at a time.
  package let concurrency: Int

  /// How many calls may begin in a minute; `nil` for as many as may be.
  package let requestsPerMinute: Double?

  /// How long a call may take in all.
  package let timeoutSeconds: Double

  /// How far the endpoint can hold a model to a form of answer.
  package let form: AnswerForm

  /// What a million tokens of questions and of answers cost; `nil` where it is not known.
  package let inputPrice: Double?
  package let outputPrice: Double?

  /// What the endpoint calls the most tokens of an answer: `max_tokens` or `max_completion_tokens`.
  package let tokenLimitField: String

  package init(
    name: String, url: URL, keyVariable: String? = nil, concurrency: Int = 4,
    requestsPerMinute: Double? = nil,
    timeoutSeconds: Double = 120, form: AnswerForm = .none, inputPrice: Double? = nil,
    outputPrice: Double? = nil, tokenLimitField: String = "max_tokens"
  ) {
    (self.name, self.url, self.keyVariable, self.concurrency) = (name, url, keyVariable, concurrency)
    (self.requestsPerMinute, self.timeoutSeconds, self.form) = (requestsPerMinute, timeoutSeconds, form)
    (self.inputPrice, self.outputPrice, self.tokenLimitField) = (inputPrice, outputPrice, tokenLimitField)
  }

  /// Where questions go.
  package var chatURL: URL {
    guard !url.path.hasSuffix("/chat/completions"),
      var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
    else { return url }
    while parts.path.hasSuffix("/") { parts.path.removeLast() }
    parts.path += "/chat/completions"
    return parts.url ?? url
  }

  /// Whether it is on this machine.
  package var isLocal: Bool { ["localhost", "127.0.0.1", "[::1]", "::1"].contains(url.host) }

  /// What tokens cost; `nil` where a price is not known.
  package func cost(promptTokenCount: Int, answerTokenCount: Int) -> Double? {
    guard let inputPrice, let outputPrice else { return nil }
    return (Double(promptTokenCount) * inputPrice + Double(answerTokenCount) * outputPrice) / 1_000_000
  }
}

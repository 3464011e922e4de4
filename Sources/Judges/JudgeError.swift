package import Store

/// Why judges cannot be asked at all.
package enum JudgeError: Error, Sendable, Hashable {
  /// The evaluator asks no model.
  case noJudge(evaluator: String)
  /// The evaluator names an endpoint that the settings do not have.
  case unknownEndpoint(name: String, evaluator: String, known: [String])
  /// The environment variable with the key is not set, or empty.
  case noKey(variable: String, endpoint: String)
  /// What the variable holds cannot be sent as a key.
  case badKey(variable: String, endpoint: String)
  /// A budget in money for an endpoint whose prices are not known.
  case noPrice(endpoint: String)
  /// Answers could not be read or kept.
  case answers(StoreError)

  /// What is wrong and what to do, in words.
  package var reason: String {
    switch self {
    case .noJudge(let evaluator): "evaluator \(evaluator): it asks no model"
    case .unknownEndpoint(let name, let evaluator, let known):
      "evaluator \(evaluator): there is no endpoint \(name) in faultline.yaml under endpoints:"
        + (known.isEmpty ? "; there is none at all" : "; there are \(known.sorted().joined(separator: ", "))")
    case .noKey(let variable, let endpoint):
      "endpoint \(endpoint): the environment variable \(variable) is not set; put the key there"
    case .badKey(let variable, let endpoint):
      "endpoint \(endpoint): what \(variable) holds is no key: it has spaces, line breaks or other characters in it"
    case .noPrice(let endpoint):
      "endpoint \(endpoint): a budget in money needs input-price and output-price in faultline.yaml"
    case .answers(let error): "the answers of models cannot be kept: \(error.reason)"
    }
  }
}

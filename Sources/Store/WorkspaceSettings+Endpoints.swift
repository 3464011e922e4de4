internal import Evaluators
internal import Foundation
internal import Yams

/// The settings of one endpoint while they are read.
private struct EndpointDraft {
  var url: URL?
  var keyVariable: String?
  var concurrency: Int?
  var requestsPerMinute: Double?
  var timeoutSeconds: Double?
  var form: AnswerForm?
  var inputPrice: Double?
  var outputPrice: Double?
  var tokenLimitField: String?

  func endpoint(named name: String) -> Endpoint? {
    guard let url else { return nil }
    return Endpoint(
      name: name, url: url, keyVariable: keyVariable, concurrency: concurrency ?? 4,
      requestsPerMinute: requestsPerMinute, timeoutSeconds: timeoutSeconds ?? 120, form: form ?? .none,
      inputPrice: inputPrice, outputPrice: outputPrice, tokenLimitField: tokenLimitField ?? "max_tokens")
  }
}

extension WorkspaceSettings {
  /// Reads the part `endpoints:`, a name and its settings each; `-` and `_` in a setting's name are the same.
  ///
  /// - Throws: `StoreError.settings` with the line of what is wrong.
  mutating func readEndpoints(_ part: Node, path: String) throws(StoreError) {
    guard let entries = part.mapping else {
      guard part.null != nil else {
        throw .settings(path: path, line: part.mark?.line, detail: "endpoints has to hold endpoints by name")
      }
      return
    }
    for (key, value) in entries {
      let name = key.string ?? ""
      let fault = { (node: Node, detail: String) in
        StoreError.settings(path: path, line: node.mark?.line, detail: "endpoints: \(name): \(detail)")
      }
      guard let settings = value.mapping, !name.isEmpty else {
        throw fault(value, "it has to hold settings, url first")
      }
      var draft = EndpointDraft()
      for (key, value) in settings where value.null == nil {
        let setting = (key.string ?? "").replacing("-", with: "_")
        guard !Self.secretNames.contains(setting) else {
          throw fault(
            key, "\(setting): no key may stand in a file; name its environment variable with key-env")
        }
        guard let reader = Self.endpointReaders[setting] else {
          throw fault(key, "\(setting): there is no such setting")
        }
        guard reader(&draft, value) else {
          // A value that is none is not repeated: it may be a key in the wrong place.
          throw fault(value, Self.wants[setting].map { "\(setting): it has to be \($0)" } ?? setting)
        }
      }
      guard let endpoint = draft.endpoint(named: name) else { throw fault(key, "url is missing") }
      endpoints.append(endpoint)
    }
  }

  /// One an hour; fewer would leave a run waiting for ever.
  private static let leastPerMinute = 1.0 / 60

  private static let secretNames: Set<String> = [
    "key", "api_key", "token", "secret", "password", "authorization",
  ]

  private typealias EndpointReader = @Sendable (inout EndpointDraft, Node) -> Bool

  private static let endpointReaders: [String: EndpointReader] = [
    "url": { draft, node in
      draft.url = node.string.flatMap { address($0) }
      return draft.url != nil
    },
    "key_env": { draft, node in
      draft.keyVariable = node.string
      return node.string.map { isVariable($0) } ?? false
    },
    "concurrency": { draft, node in
      draft.concurrency = node.int
      return node.int.map { (1...256).contains($0) } ?? false
    },
    "requests_per_minute": { draft, node in
      draft.requestsPerMinute = node.float
      return node.float.map { $0 >= leastPerMinute && $0.isFinite } ?? false
    },
    "timeout_seconds": { draft, node in
      draft.timeoutSeconds = node.float
      return node.float.map { $0 > 0 && $0 <= 3600 } ?? false
    },
    "schema": { draft, node in
      draft.form = node.string.flatMap { AnswerForm(rawValue: $0) }
      return draft.form != nil
    },
    "input_price": { draft, node in
      draft.inputPrice = node.float
      return node.float.map { $0 >= 0 && $0.isFinite } ?? false
    },
    "output_price": { draft, node in
      draft.outputPrice = node.float
      return node.float.map { $0 >= 0 && $0.isFinite } ?? false
    },
    "token_limit_field": { draft, node in
      draft.tokenLimitField = node.string
      return ["max_tokens", "max_completion_tokens"].contains(node.string)
    },
  ]

  private static let wants: [String: String] = [
    "url": "an address that begins with http:// or https://, without a user, password or key in it",
    "key_env": "the name of an environment variable, in capitals, digits and _",
    "concurrency": "a number from 1 to 256",
    "requests_per_minute": "a number from 0.017 on, which is one an hour",
    "timeout_seconds": "a number above 0, at most 3600",
    "schema": AnswerForm.allCases.map(\.rawValue).joined(separator: ", "),
    "input_price": "the price of a million tokens",
    "output_price": "the price of a million tokens",
    "token_limit_field": "max_tokens or max_completion_tokens",
  ]

  /// An address that holds no secret.
  private static func address(_ text: String) -> URL? {
    guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme),
      parts.host?.isEmpty == false, parts.user == nil, parts.password == nil, parts.fragment == nil
    else { return nil }
    let secrets = (parts.queryItems ?? []).filter { item in
      ["key", "token", "secret", "password"].contains { item.name.lowercased().contains($0) }
    }
    return secrets.isEmpty ? parts.url : nil
  }

  private static func isVariable(_ text: String) -> Bool {
    let isPart = { (byte: UInt8) in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
    return !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy(isPart)
      && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.utf8.first ?? 0)
  }

  /// The text about endpoints in a new settings file.
  static let endpointTemplate = """

    # Models that judges may ask: chat completions over HTTP. A key stands in no file: name the environment
    # variable that holds it.
    endpoints:
      # local:
      #   url: http://127.0.0.1:8080/v1

      #   The environment variable with the key. Left out: no key is sent.
      #   key-env: JUDGE_KEY

      #   How many calls may be under way at a time, and begin in a minute. Left out: 4, and as many as may be.
      #   concurrency: 4
      #   requests-per-minute: 60

      #   How long a call may take.
      #   timeout-seconds: 120

      #   How the endpoint holds a model to a form: json_schema, json_object_schema, json_object or none.
      #   schema: none

      #   The price of a million tokens of questions and of answers, for budgets in money.
      #   input-price: 0.15
      #   output-price: 0.60

      #   What the endpoint calls the most tokens of an answer: max_tokens or max_completion_tokens.
      #   token-limit-field: max_tokens

    """
}

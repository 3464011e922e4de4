internal import ContentHash

/// One message to a model.
package struct ChatMessage: Sendable, Hashable {
  package let role: Role
  package let content: String

  /// Who speaks.
  package enum Role: String, Sendable, Hashable {
    case system, user, assistant
  }

  package init(_ role: Role, _ content: String) {
    (self.role, self.content) = (role, content)
  }
}

/// How far an endpoint can hold a model to a form of answer.
package enum AnswerForm: String, Sendable, Hashable, CaseIterable {
  /// `response_format` with `json_schema`, as OpenAI and vLLM have it.
  case jsonSchema = "json_schema"

  /// `response_format` with `json_object` and a `schema` in it, as llama.cpp has it.
  case jsonObjectSchema = "json_object_schema"

  /// `response_format` with `json_object` and no schema.
  case jsonObject = "json_object"

  /// None: the answer is text, in which the verdict is looked for.
  case none
}

/// What a model is asked, as the body of a request to `/chat/completions`.
package struct ChatRequest: Sendable, Hashable {
  package let model: String
  package let messages: [ChatMessage]
  package let temperature: Double
  package let seed: UInt64?
  package let answerTokenLimit: Int

  /// The JSON schema of the answer; `nil` where a text is wanted.
  package let schema: RequestJSON?

  package init(
    model: String, messages: [ChatMessage], temperature: Double, seed: UInt64?, answerTokenLimit: Int,
    schema: RequestJSON?
  ) {
    (self.model, self.messages, self.temperature) = (model, messages, temperature)
    (self.seed, self.answerTokenLimit, self.schema) = (seed, answerTokenLimit, schema)
  }

  /// The body, always the same bytes for the same request.
  ///
  /// - Parameters:
  ///   - form: How the endpoint is told the form of the answer.
  ///   - tokenLimitField: What the endpoint calls the most tokens of an answer.
  package func body(as form: AnswerForm, tokenLimitField: String) -> [UInt8] {
    var fields: [RequestJSON.Field] = [
      .init("model", .string(model)),
      .init(
        "messages",
        .array(
          messages.map {
            .object([.init("role", .string($0.role.rawValue)), .init("content", .string($0.content))])
          })),
      .init("temperature", .number(temperature)),
      .init(tokenLimitField, .integer(answerTokenLimit)),
    ]
    if let seed { fields.append(.init("seed", .integer(Int(truncatingIfNeeded: seed & 0x7FFF_FFFF)))) }
    if let format = schema.flatMap({ Self.responseFormat(of: $0, as: form) }) {
      fields.append(.init("response_format", format))
    }
    return Array(RequestJSON.object(fields).line.utf8)
  }

  private static func responseFormat(of schema: RequestJSON, as form: AnswerForm) -> RequestJSON? {
    switch form {
    case .none: nil
    case .jsonObject: .object([.init("type", .string("json_object"))])
    case .jsonObjectSchema: .object([.init("type", .string("json_object")), .init("schema", schema)])
    case .jsonSchema:
      .object([
        .init("type", .string("json_schema")),
        .init(
          "json_schema",
          .object([
            .init("name", .string("verdict")), .init("strict", .bool(true)), .init("schema", schema),
          ])),
      ])
    }
  }
}

extension ChatRequest {
  /// The SHA-256 of a body, by which an answer to it is known again.
  package static func hash(of body: [UInt8]) -> String { ContentHash.hexadecimal(of: body) }
}

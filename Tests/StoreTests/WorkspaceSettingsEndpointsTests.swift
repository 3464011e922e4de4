import Evaluators
import Foundation
import Testing

@testable import Store

private func endpoints(_ lines: String) throws -> [Endpoint] {
  try WorkspaceSettings(yaml: "endpoints:\n" + lines, path: "faultline.yaml").endpoints
}

private func reason(_ lines: String) -> String? {
  do throws(StoreError) {
    _ = try WorkspaceSettings(yaml: "endpoints:\n" + lines, path: "faultline.yaml")
    return nil
  } catch {
    return error.reason
  }
}

@Test func `an endpoint is read with all of its settings`() throws {
  let read = try endpoints(
    """
      big:
        url: https://models.example/v1/
        key-env: JUDGE_KEY
        concurrency: 8
        requests_per_minute: 90
        timeout-seconds: 30
        schema: json_schema
        input-price: 0.15
        output-price: 0.6
        token-limit-field: max_completion_tokens
      small:
        url: http://127.0.0.1:8080/v1
    """)
  let url = try #require(URL(string: "https://models.example/v1/"))
  #expect(
    read.first
      == Endpoint(
        name: "big", url: url, keyVariable: "JUDGE_KEY", concurrency: 8, requestsPerMinute: 90,
        timeoutSeconds: 30,
        form: .jsonSchema, inputPrice: 0.15, outputPrice: 0.6, tokenLimitField: "max_completion_tokens"))
  #expect(read.map(\.name) == ["big", "small"])
  #expect(read[1].concurrency == 4 && read[1].form == .none && read[1].keyVariable == nil)
  #expect(read[0].chatURL.absoluteString == "https://models.example/v1/chat/completions")
  #expect(read[0].cost(promptTokenCount: 1_000_000, answerTokenCount: 500_000) == 0.45)
  #expect(read[1].cost(promptTokenCount: 1, answerTokenCount: 1) == nil)
}

@Test(arguments: [
  ("https://a.example/v1/chat/completions", "https://a.example/v1/chat/completions"),
  ("https://a.example", "https://a.example/chat/completions"),
  ("https://a.example/x?api-version=2", "https://a.example/x/chat/completions?api-version=2"),
])
func `questions go to the chat completions of an address`(url: String, chat: String) throws {
  #expect(try endpoints("  a:\n    url: \(url)\n").first?.chatURL.absoluteString == chat)
}

@Test func `what is wrong is told with its line`() {
  #expect(
    reason("  a:\n    url: ftp://x\n")?.hasPrefix("line 3: endpoints: a: url: it has to be an address")
      == true)
  #expect(reason("  a:\n    concurrency: 2\n") == "line 2: endpoints: a: url is missing")
  #expect(
    reason("  a:\n    url: http://x\n    speed: 2\n")
      == "line 4: endpoints: a: speed: there is no such setting")
  #expect(
    reason("  a:\n    url: http://x\n    concurrency: 0\n")?.hasPrefix("line 4: endpoints: a: concurrency")
      == true)
  #expect(
    reason("  a:\n    url: http://x\n    schema: xml\n")?.contains("json_schema, json_object_schema") == true)
  #expect(reason("  a: http://x\n")?.contains("line 2: endpoints: a: it has to hold settings") == true)
  #expect(reason("  - a\n")?.contains("endpoints by name") == true)
}

@Test(arguments: [
  "    url: http://x\n    key: sk-abc\n", "    url: http://x\n    api-key: sk-abc\n",
  "    url: http://me:sk-abc@x\n",
  "    url: http://x/?api_key=sk-abc\n", "    url: http://x\n    key-env: sk-abc\n",
  "    url: http://x\n    token: sk-abc\n",
])
func `a key in the file is refused and not repeated`(lines: String) {
  let told = reason("  a:\n" + lines)
  #expect(told != nil && told?.contains("sk-abc") == false, "\(told ?? "")")
}

@Test(arguments: ["", "  # a:\n  #   url: http://x\n"]) func `no endpoints are none`(lines: String) throws {
  #expect(try endpoints(lines).isEmpty)
}

@Test func `the endpoint in a new settings file can be brought in`() throws {
  let lines = WorkspaceSettings.endpointTemplate.split(separator: "\n").map { line in
    line.wholeMatch(of: #/  #( *[a-z-]+:.*)/#).map { " " + $0.1 } ?? String(line)
  }
  let read = try WorkspaceSettings(yaml: lines.joined(separator: "\n"), path: "").endpoints
  #expect(read.count == 1 && read.first?.keyVariable == "JUDGE_KEY" && read.first?.requestsPerMinute == 60)
  let plain = try WorkspaceSettings(yaml: WorkspaceSettings.template, path: "")
  #expect(plain.endpoints.isEmpty && plain.seed == 1)
}

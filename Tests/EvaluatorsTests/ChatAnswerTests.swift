import Evaluators
import Testing

private func answer(_ body: String) throws(ChatAnswerError) -> ChatAnswer {
  try ChatAnswer(body: Array(body.utf8))
}

@Test func `a chat completion is read with what the endpoint reports`() throws {
  let read = try answer(
    #"{"model":"m-2","choices":[{"message":{"role":"assistant","content":"a\u0000b","reasoning_content":"r"},"finish_reason":"length"}],"usage":{"prompt_tokens":12,"completion_tokens":3}}"#
  )
  #expect(
    read.text == "a\u{FFFD}b" && read.reasoning == "r" && read.model == "m-2" && read.finishReason == "length"
  )
  #expect(read.promptTokenCount == 12 && read.answerTokenCount == 3)
}

@Test func `texts in parts and refusals are texts`() throws {
  #expect(
    try answer(
      #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]}"#
    ).text == "ab")
  #expect(
    try answer(#"{"choices":[{"message":{"content":null,"refusal":"I will not"}}]}"#).text == "I will not")
  #expect(try answer(#"{"choices":[{"message":{"content":null}}]}"#).text == "")
}

@Test(arguments: [
  "", "{", "<html>", "[]", "{}", "null", #"{"choices":[]}"#, #"{"choices":[{}]}"#,
  #"{"choices":[{"message":"hi"}]}"#,
  #"{"choices":{"message":{"content":"a"}}}"#, #"{"error":"busy"}"#, #"{"choices":[{"message":{}}]}"#,
  "{} {}",
])
func `what is no chat completion is told`(body: String) {
  #expect(throws: ChatAnswerError.self) { try answer(body) }
}

import DemoCorpus
import Foundation
import Testing

@Test func `every line is a JSON object with messages`() throws {
  let corpus = DemoCorpus(traceCount: 600, modeCount: 12, seed: 1)
  var count = 0
  try corpus.forEachTrace { line, truth in
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    #expect(object["id"] as? String == truth.traceID)
    let messages = try #require(object["messages"] as? [[String: Any]])
    #expect(messages.count >= 2)
    count += 1
  }
  #expect(count == 600)
}

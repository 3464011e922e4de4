import Statistics
import Testing

@testable import Features

/// Fragments that random messages are put together from: pieces of masked things, and pieces that break them.
private let fragments: [String] = [
  "user", "_", "8123", "-", "12.5", ":", "/", "a/b/c.txt", "\"", "'", "<num>", "<", ">", "<*>", "=", "id=",
  " ",
  "  ", "\n", "2024-05-01", "T10:15:59Z", "Jun 18", "10.0.0.1", ":80", "fe80::1", "http://x.io/y", "@",
  "acme.com",
  "$", "€", "USD 5", "KB", "ms", "0x1f", "deadbeef12", "é", "\u{4F60}\u{597D}", "v1.2",
  "3f2b8c1e-9a4d-4e2b-8f7a-0c1d2e3f4a5b",
  ".", ",", "(", ")", "[", "]", "{", "}", "\\", "C:\\x", "+", "%", "~/z", "1 second", "(1 KB)", "#", "|",
  "5 bytes",
]

private func randomMessage(_ generator: inout SplitMix64) -> [UInt8] {
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 0...12, using: &generator) {
    if Int.random(in: 0..<8, using: &generator) == 0 {
      bytes.append(UInt8.random(in: 0...255, using: &generator))
    } else {
      bytes += Array(fragments[Int.random(in: 0..<fragments.count, using: &generator)].utf8)
    }
  }
  return bytes
}

@Test func `masking what is masked changes nothing, and matches come in order`() {
  let scanner = MaskScanner()
  var generator = SplitMix64(seed: 7)
  for _ in 0..<60_000 {
    let message = randomMessage(&generator)
    var end = 0
    scanner.forEachMatch(in: message.span) { match in
      #expect(
        match.range.lowerBound >= end && match.range.upperBound <= message.count && !match.range.isEmpty)
      end = match.range.upperBound
    }
    let once = scanner.masked(message.span)
    let twice = scanner.masked(once.span)
    #expect(
      once == twice,
      "\(String(decoding: message, as: UTF8.self).debugDescription) → \(String(decoding: once, as: UTF8.self).debugDescription) → \(String(decoding: twice, as: UTF8.self).debugDescription)"
    )
  }
}

@Test(arguments: [
  (
    "Failed password for root from 1.2.3.4 port 22 ssh2", "Failed password for root from <ip> port <num> ssh2"
  ),
  ("user mei_ahmed_4909 not found", "user <id> not found"),
  ("java.io.IOException: Connection reset", "java.io.IOException: Connection reset"),
  ("can't open, won't try 'x y'", "can't open, won't try '<text>'"),
  ("\"GET /v2/servers HTTP/1.1\" status: 200", "\"GET <path> HTTP/<num>\" status: <num>"),
  (
    "{\"error\":{\"code\":404,\"message\":\"no order 7\"}}",
    "{\"error\":{\"code\":404,\"message\":\"no order <num>\"}}"
  ),
  ("read/write and/or TCP/IP", "read/write and/or TCP/IP"),
  ("expected utf8 got base64", "expected utf8 got base64"),
  ("std::vector<int> e.g. i.e. a.b", "std::vector<int> e.g. i.e. a.b"),
  ("blk_-1608999687919862906 lost", "blk_<id> lost"),
  ("GET /v2/x?limit=5&page=2 failed", "GET <path> failed"),
  ("mapred.task.id is deprecated", "mapred.task.id is deprecated"),
  ("tag=\"*launch*\", name=\"x\"", "tag=\"<text>\", name=\"<text>\""),
  ("May fail. March on", "May fail. March on"),
  ("\u{4F60}\u{597D} 12 caf\u{E9}", "\u{4F60}\u{597D} <num> caf\u{E9}"),
])
func `words stay and identities go`(message: String, masked: String) {
  #expect(MaskScanner().masked(message) == masked)
}

import Statistics
import Testing

@testable import Features

private let contents = (0..<12).flatMap { index in
  [
    "Accepted socket of client /10.0.0.\(index):\(4_000 + index)", "session closed",
    "Cannot reach peer \(index), will try again", "cache: \(index * 7) entries dropped",
  ]
}

private func templates(_ lines: [String]) -> Templates {
  TemplateMiner().mine(messages: lines.map { TemplateMiner.Message(bytes: Array($0.utf8)) })
}

/// Lines of the contents, each after a header that a function makes of the line's number.
private func lines(_ header: (Int) -> String) -> [String] {
  contents.enumerated().map { header($0.offset) + $0.element }
}

private func pick(_ words: [String], _ index: Int) -> String { words[index * 7 % words.count] }

private let components = ["dfs.DataNode", "net.Client", "util.Timer", "rpc.Server", "main"]

/// Headers as kinds of programs write them.
private let headers: [(name: String, text: @Sendable (Int) -> String)] = [
  (
    "syslog",
    { "Jun \($0 % 28 + 1) 15:16:\(10 + $0) host1 \(pick(["sshd", "su", "kernel", "Word"], $0))[\($0)]: " }
  ),
  (
    "syslog, host by host",
    { "Nov  9 12:01:\(10 + $0) dn\($0 * 3) \(pick(["crond[7]", "kernel", "a b[3]"], $0)): " }
  ),
  (
    "level and thread",
    {
      "2015-10-18 18:01:47,\(100 + $0) \(pick(["INFO", "WARN"], $0)) [event \($0)] \(pick(components, $0)): "
    }
  ),
  (
    "thread before the message",
    { "2015-07-29 17:41:\(10 + $0),747 - WARN  [Peer[id=\($0)]/0:0:0:2181:Queue@7] - " }
  ),
  ("digits only", { "081109 2036\(10 + $0) \($0 * 31) INFO \(pick(components, $0)): " }),
  ("year of two digits", { "17/06/09 20:10:\(10 + $0) INFO \(pick(components, $0)): " }),
  ("bars", { "20171223-22:15:\(10 + $0):606|\(pick(["Step", "Sync"], $0))|3000\($0)|" }),
  ("brackets", { "[Sun Dec 04 04:47:\(10 + $0) 2005] [\(pick(["notice", "error"], $0))] " }),
  (
    "program and mark",
    { "[10.30 16:49:\(10 + $0)] \(pick(Array(repeating: "mail.exe", count: 12) + ["host.exe *64"], $0)) - " }
  ),
  (
    "level by letter",
    {
      "03-17 16:13:38.\(100 + $0)  17\($0)  23\($0) \(pick(["D", "W", "I"], $0)) \(pick(["Power", "Audio"], $0)): "
    }
  ),
  (
    "seconds since 1970",
    {
      "\($0 * 17) node-\($0) \(pick(["unix.hw", "boot", "fan"], $0)) state.\(pick(["up", "down"], $0)) 10777\(10_000 + $0) 1 "
    }
  ),
  (
    "many columns",
    {
      "- 11178\(10_000 + $0) 2005.06.03 R02-J\($0) 2005-06-03-15.42.50.363 R02-J\($0) RAS KERNEL \(pick(["INFO", "FATAL"], $0)) "
    }
  ),
  (
    "file, level, request",
    {
      "api.log.1 2017-05-16 00:00:\(10 + $0).008 257\($0) INFO \(pick(["nova.compute", "nova.api"], $0)) [req-\($0) - -] "
    }
  ),
]

@Test(arguments: headers.indices)
func `lines with a header have the templates of what follows it`(row: Int) {
  let plain = templates(contents)
  let headed = templates(lines(headers[row].text))
  #expect(headed.templates == plain.templates, "\(headers[row].name)")
  #expect(headed.assignments == plain.assignments, "\(headers[row].name)")
}

@Test func `a new line is given to its template without its header`() {
  let mined = templates(lines { "2024-05-01 10:00:\(10 + $0) [\(pick(["info", "warn"], $0))] " })
  let line = Array("2024-06-02 11:00:01 [error] Cannot reach peer 99, will try again".utf8)
  #expect(mined.index(of: line).map { mined.templates[$0].text } == "Cannot reach peer <num>, will try again")
}

@Test func `lines of a log that have no header are left whole`() {
  let mined = templates(
    lines { "2024-05-01 10:00:\(10 + $0) INFO \(pick(components, $0)): " } + ["    at Main: 3"])
  #expect(mined.templates.contains { $0.text == "at Main: <num>" && $0.count == 1 })
  #expect(mined.templates.contains { $0.text == "session closed" && $0.count == 12 })
}

@Test func `a word where most lines have a number is no part of the header`() {
  let mined = templates(
    (0..<30).map { "2024-05-01 10:15:\(10 + $0) 10.0.0.\($0) GET /index took \($0) ms" }
      + ["2024-05-01 10:15:59 Started server", "2024-05-01 10:15:59 Stopped server"])
  #expect(mined.templates.map(\.text).suffix(2) == ["Started server", "Stopped server"])
}

@Test(arguments: [
  // No time.
  contents.map { "ERROR: " + $0 },
  // A time in some only.
  contents.enumerated().map { $0.offset % 2 == 0 ? "2024-05-01 10:15:59 " + $0.element : $0.element },
  // The time belongs to the sentence.
  contents.map { "The booking that was made on 2024-05-01 failed: " + $0 },
  // Too few lines tell nothing.
  contents.prefix(9).map { "2024-05-01 10:15:59 INFO main: " + $0 },
])
func `messages without a header have none`(messages: [String]) {
  #expect(LineHeader(of: messages.map { (bytes: Array($0.utf8), count: 1) }) == nil)
}

@Test func `a header counted n times is that of n lines, in any order`() throws {
  let bytes = lines { "17/06/09 20:10:\(10 + $0) INFO \(pick(components, $0)): " }.map { Array($0.utf8) }
  let header = try #require(LineHeader(of: bytes.map { (bytes: $0, count: 1) }))
  for seed in 0..<10 {
    var generator = SplitMix64(seed: UInt64(seed))
    let order = bytes.shuffled(using: &generator)
    let other = try #require(LineHeader(of: order.map { (bytes: $0, count: 3) }))
    #expect(bytes.allSatisfy { header.end(in: $0.span) == other.end(in: $0.span) })
  }
}

@Test func `any bytes have a header or none`() {
  var generator = SplitMix64(seed: 5)
  let noise = (0..<400).map { _ in
    (0..<Int.random(in: 0...90, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
  }
  let dated = noise.map { Array("2024-05-01 10:15:59 [".utf8) + $0 }
  for messages in [noise, dated] {
    let header = LineHeader(of: messages.map { (bytes: $0, count: 1) })
    #expect(messages.allSatisfy { (0...$0.count).contains(header?.end(in: $0.span) ?? 0) })
  }
}

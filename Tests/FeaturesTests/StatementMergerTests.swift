import Statistics
import Testing

@testable import Features

private func messages(_ texts: [String]) -> [TemplateMiner.Message] {
  texts.map { TemplateMiner.Message(bytes: Array($0.utf8)) }
}

private func mineStatements(_ texts: [String]) -> Templates {
  TemplateMiner(joinsStatements: true).mine(messages: messages(texts))
}

/// Four messages of each text.
private func often(_ texts: String...) -> [String] { texts.flatMap { Array(repeating: $0, count: 4) } }

/// Messages, and the number of the statements that write them.
private let statements: [(messages: [String], count: Int)] = [
  // What follows the equals sign of a key is its value, in words or not.
  (often("scan of disk 7 ended state=clean tries=3", "scan of disk 9 ended state=with errors tries=4"), 1),
  // So is what stands between a colon and the next mark.
  (often("package 7, current: Install Pending, limit: 3", "package 7, current: Absent, limit: 3"), 1),
  // And what stands in brackets, if anything does.
  (often("connection from 1.2.3.4 () at 10:00:01", "connection from 1.2.3.5 (a.example.com) at 10:00:02"), 1),
  (often("task 7 waits for its turn (Lid Open)", "task 8 waits for its turn (Alarm)"), 1),
  // A clause with a colon gives its reason; a name with a colon only says who speaks.
  (often("cannot read from client: reset by peer", "cannot read from client: it timed out"), 1),
  (often("net: link is up", "net: lease of 10.0.0.1 ended early"), 2),
  // States and names are values; other words tell two statements apart, and are one place from three on among many.
  (often("node 12 was moved to IDLE", "node 13 was moved to DOWN"), 1),
  (often("session opened for user ann", "session closed for user ann"), 2),
  (
    often("port 3 of bridge 4 entered listening state now", "port 3 of bridge 4 entered blocking state now"),
    2
  ),
  (
    often(
      "port 3 of bridge 4 entered listening state now", "port 3 of bridge 4 entered blocking state now",
      "port 3 of bridge 4 entered disabled state now"), 1
  ),
  // Among few words three may be as many statements.
  (often("VM started (lifecycle event)", "VM paused (lifecycle event)", "VM stopped (lifecycle event)"), 3),
  // A name of several words stands where names do.
  (
    (0..<9).map { "session 7 initialised by client Agent\($0)x." }
      + often("session 8 initialised by client Package Manager Provider."), 1
  ),
  // An addition may be missing: after a comma, in brackets, or keys after text, not after other keys.
  (often("mail to 10.0.0.1 was sent, retry 7", "mail to 10.0.0.1 was sent"), 1),
  (often("a.example.com:80 close, 12 bytes sent", "a.example.com:80 close, 1301 bytes (1.27 KB) sent"), 1),
  (often("disconnect from 10.0.0.1", "disconnect from 10.0.0.1 helo=1 auth=0"), 1),
  (often("failure uid=0 tty=ssh host=10.0.0.1", "failure uid=0 tty=ssh host=10.0.0.1 user=ann"), 2),
  // A program is named before its process.
  (often("Safari(12) freed object 0x7f twice", "Mail(14) freed object 0x7e twice"), 1),
  (often("session opened by (uid=0)", "session opened by root(uid=3)"), 1),
  // Lists of any length.
  (often("PSU status ( on off )", "PSU status ( off on on )", "PSU status ( on on )"), 1),
]

@Test(arguments: statements.indices)
func `messages of one statement are one template`(row: Int) {
  let mined = mineStatements(statements[row].messages)
  #expect(mined.templates.count == statements[row].count, "\(mined.templates)")
}

@Test func `a reason tells errors apart, and lines of a log not`() {
  let reasons = often("cannot read from client: reset by peer", "cannot read from client: it timed out")
  #expect(TemplateMiner().mine(messages: messages(reasons)).templates.count == 2)
  #expect(mineStatements(reasons).templates == [Template(text: "cannot read from client: <*>", count: 8)])
}

@Test func `a statement covers messages that fill several gaps in a way of their own`() {
  let states = ["Absent", "Staged", "Installed", "Default"]
  var lines: [String] = []
  for first in states {
    for second in states { lines.append("Plan for package 7: current \(first), pending \(second), limit 3") }
  }
  lines.append("Plan for package 8: current Partially Installed, pending Install Pending, limit 4")
  let mined = mineStatements(lines)
  #expect(mined.templates.map(\.count) == [17], "\(mined.templates)")
}

private let mixed: [String] = statements.flatMap(\.messages)

@Test func `the order of lines changes nothing, and each line has its template`() {
  let expected = mineStatements(mixed)
  #expect(expected.templates.reduce(0) { $0 + $1.count } == mixed.count)
  for (line, assignment) in zip(mixed, expected.assignments) {
    #expect(expected.index(of: Array(line.utf8)) == assignment, "\(line)")
  }
  for seed in 0..<20 {
    var generator = SplitMix64(seed: UInt64(seed))
    let order = mixed.indices.shuffled(using: &generator)
    let mined = mineStatements(order.map { mixed[$0] })
    #expect(mined.templates == expected.templates)
    #expect(mined.assignments == order.map { expected.assignments[$0] })
  }
}

@Test func `statements only join what kinds of messages are`() {
  let kinds = TemplateMiner().mine(messages: messages(mixed))
  let mined = mineStatements(mixed)
  var statementOfKind: [Int: Int] = [:]
  for (kind, statement) in zip(kinds.assignments, mined.assignments) {
    #expect(statementOfKind[kind, default: statement] == statement)
    statementOfKind[kind] = statement
  }
}

@Test
func
  `frames are the places with the same tokens around that differ at both ends, as comparing all finds them`()
{
  var generator = SplitMix64(seed: 7)
  for _ in 0..<30 {
    let texts = Set(
      (0..<12).map { _ in
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in
          ["go", "to", "sea", ":", "7"].randomElement(using: &generator) ?? ""
        }.joined(separator: " ")
      })
    let patterns = made(of: texts.sorted())
    let frames = StatementFrames(patterns, middleLimit: 4).places
    let found = Set(frames.map { frame in Set(frame.map { [$0.pattern, $0.start, $0.end] }) })
    #expect(found == naiveFrames(patterns, middleLimit: 4))
    #expect(frames.count == found.count)
  }
}

private func made(of texts: [String]) -> [StatementPattern] {
  let table = TemplateTable(messages: messages(texts))
  let words = StatementWords(table: table)
  let patterns = table.rows.map { row in
    StatementPattern(ids: row.ids, tokens: row.tokens, groups: [0], count: 1, words: words)
  }
  return patterns.sorted { $0.ids.lexicographicallyPrecedes($1.ids) }
}

/// The places of each frame with words around them that differ at both ends, by beginning and end.
private func naiveFrames(_ patterns: [StatementPattern], middleLimit: Int) -> Set<Set<[Int]>> {
  var byFrame: [[[Int32]]: Set<[Int]>] = [:]
  for (index, pattern) in patterns.enumerated() {
    for start in 0...pattern.ids.count {
      for end in start...min(pattern.ids.count, start + middleLimit) {
        let wordCount =
          pattern.wordCounts[start] + pattern.wordCounts[pattern.ids.count] - pattern.wordCounts[end]
        let frame = [Array(pattern.ids[..<start]), Array(pattern.ids[end...])]
        if wordCount > 0 { byFrame[frame, default: []].insert([index, start, end]) }
      }
    }
  }
  return Set(
    byFrame.values.filter { places in
      let middles = places.map { patterns[$0[0]].ids[$0[1]..<$0[2]] }
      func vary(_ ends: [Int32]) -> Bool { ends.contains(0) || Set(ends).count > 1 }
      return places.count > 1 && vary(middles.map { $0.first ?? -1 }) && vary(middles.map { $0.last ?? -1 })
    })
}

@Test func `no line, an empty one and any bytes are statements or nothing`() {
  #expect(mineStatements([]).templates.isEmpty)
  #expect(mineStatements(["", " \n"]).templates == [Template(text: "", count: 2)])
  var generator = SplitMix64(seed: 5)
  let noise = (0..<400).map { _ in
    TemplateMiner.Message(
      bytes: (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        Array("ab ([{<:=,.\"'7*".utf8).randomElement(using: &generator) ?? 0
      })
  }
  let mined = TemplateMiner(joinsStatements: true).mine(messages: noise)
  #expect(mined.templates.reduce(0) { $0 + $1.count } == 400)
  #expect(mined.assignments.allSatisfy { mined.templates.indices.contains($0) })
}

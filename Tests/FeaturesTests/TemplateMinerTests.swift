import Statistics
import Testing

@testable import Features

private func mine(_ messages: [String]) -> Templates {
  TemplateMiner().mine(messages: messages.map { TemplateMiner.Message(bytes: Array($0.utf8)) })
}

private let toolErrors: [String] =
  (0..<9).flatMap { index in
    [
      "Error: user user_\(8_123 + index * 37) not found",
      "{\"error\":{\"code\":404,\"message\":\"order #W\(2_378_156 + index) does not exist\"}}",
      "{\"error\":{\"code\":500,\"message\":\"order #W\(2_378_156 + index) does not exist\"}}",
      "Timeout after \(30 + index).5s calling https://api.acme.io/v\(index)/orders",
      "Permission denied for \(["ann", "bob", "cy", "dee", "eve", "fay", "gus", "hal", "ida"][index]) on refunds",
      "VM \(["Started", "Stopped", "Paused"][index % 3]) (Lifecycle Event)",
    ]
  }

@Test func `tool errors fall into their kinds`() {
  let mined = mine(toolErrors)
  let texts = mined.templates.map { "\($0.count) \($0.text)" }
  #expect(
    texts.sorted() == [
      "3 VM Paused (Lifecycle Event)", "3 VM Started (Lifecycle Event)", "3 VM Stopped (Lifecycle Event)",
      "9 Error: user user_<id> not found", "9 Permission denied for <*> on refunds",
      "9 Timeout after <duration> calling <url>",
      "9 {\"error\":{\"code\":404,\"message\":\"order #<id> does not exist\"}}",
      "9 {\"error\":{\"code\":500,\"message\":\"order #<id> does not exist\"}}",
    ])
  #expect(mined.assignments.count == toolErrors.count)
}

@Test func `the order of the messages changes nothing`() {
  let expected = mine(toolErrors)
  for seed in 0..<20 {
    var generator = SplitMix64(seed: UInt64(seed))
    let order = toolErrors.indices.shuffled(using: &generator)
    let mined = mine(order.map { toolErrors[$0] })
    #expect(mined.templates == expected.templates)
    #expect(mined.assignments == order.map { expected.assignments[$0] })
  }
}

@Test func `a message counted n times is the same as n messages`() {
  let counted = TemplateMiner().mine(messages: [
    TemplateMiner.Message(bytes: Array("disk full on db1".utf8), count: 3),
    TemplateMiner.Message(bytes: Array("no space left".utf8), count: 2),
  ])
  let repeated = mine(Array(repeating: "disk full on db1", count: 3) + ["no space left", "no space left"])
  #expect(counted.templates == repeated.templates)
}

@Test func `a stack trace has the template of its exception`() {
  let python = """
    Error executing tool: Traceback (most recent call last):
      File "/app/run.py", line 12, in call
        return table[key]
    KeyError: 'order_77'
    """
  let java = """
    java.io.IOException: Connection reset by 10.0.0.7
        at java.net.Socket.read(Socket.java:12)
        at app.Main.main(Main.java:3)
    """
  let mined = mine([python, java])
  #expect(
    Set(mined.templates.map(\.text)) == [
      "Error executing tool: KeyError: '<text>'", "java.io.IOException: Connection reset by <ip>",
    ])
}

@Test func `a new message is given to its template`() {
  let mined = mine(toolErrors)
  let known = mined.index(of: Array("Error: user user_9 not found".utf8))
  #expect(known.map { mined.templates[$0].text } == "Error: user user_<id> not found")
  let other = mined.index(of: Array("Permission denied for zoe on refunds".utf8))
  #expect(other.map { mined.templates[$0].text } == "Permission denied for <*> on refunds")
  #expect(mined.index(of: Array("Something else altogether".utf8)) == nil)
  for (message, assignment) in zip(toolErrors, mined.assignments) {
    #expect(mined.index(of: Array(message.utf8)) == assignment)
  }
}

@Test(arguments: [
  // A list of any length is one thing.
  (["delete blk_11 blk_-22 on 10.0.0.1:80", "delete blk_33 on 10.0.0.1:80"], 1),
  // A value that is missing stands where a value does.
  (["ws=null, uid=1", "ws=null, uid=2", "ws=Source{10113}, uid=7", "ws=Source{10}, uid=9"], 1),
  // Brackets with nothing in them are seen, and a message of their own.
  (["connection from 1.2.3.4 () at 10:00:01", "connection from 1.2.3.5 (a.example.com) at 10:00:02"], 2),
  // Kinds come again and again; names come once.
  (
    ["state is open", "state is open", "state is shut", "state is shut", "state is open", "state is shut"], 2
  ),
  (["no stock of tea", "no stock of milk", "no stock of bread", "no stock of salt"], 1),
  // A cue announces a name, however often it comes.
  (Array(repeating: "unknown tool search", count: 5) + Array(repeating: "unknown tool refund", count: 5), 1),
  (
    [
      "GET /a/b?x=1 gave 500", "GET /a/c gave 502", "POST /a/b gave 500", "POST /a/b gave 503",
      "GET /q/r gave 500", "POST /w/x gave 500",
    ], 2
  ),
])
func `positions name things or tell kinds apart`(messages: [String], count: Int) {
  #expect(mine(messages).templates.count == count, "\(mine(messages).templates)")
}

/// Messages, and the number of their templates.
private let kinds: [(messages: [String], count: Int)] = [
  // A list of names is one thing, too.
  (["moved blk_11, blk_-22, blk_33 to rack", "moved blk_44 to rack", "moved blk_5, blk_66 to rack"], 1),
  (["lost Set(jobs-3, logs-44)", "lost Set(jobs-7)", "lost Set(runs-12, jobs-4, logs-5)"], 1),
  (["acls of root,admin", "acls of ann", "acls of bob,cy,dee", "acls of fay"], 1),
  // A key with a comma before it is no part of a list.
  (Array(repeating: "retry=no,after=now", count: 4) + Array(repeating: "retry=no,until=now", count: 4), 2),
  // A name or a value may be empty.
  (["no user bob from desk", "no user  from desk", "no user ann from desk", "no user cy from desk"], 1),
  (["sent data={} to 7", "sent data=[] to 7", "sent data=12 to 8", "sent data=71 to 9"], 1),
  // Yes and no are answers to one question, whatever it is.
  (
    Array(repeating: "lights on = true", count: 4) + Array(repeating: "lights on = false", count: 4), 1
  ),
  // Letters and words with digits number things.
  (Array(repeating: "interrupt on pin A", count: 4) + Array(repeating: "interrupt on pin C", count: 4), 1),
  (Array(repeating: "link of eth0 is up", count: 4) + Array(repeating: "link of wlan1 is up", count: 4), 1),
  // A key says what its value is of, however it is written.
  (
    Array(repeating: "environment: java.home=/usr/java", count: 3)
      + Array(repeating: "environment: os.name=Linux", count: 3), 2
  ),
  // An object is one thing, whatever it holds.
  (
    [
      "skip Window{31f token=Token{9a b}} now", "skip Window{77 a.b/.C t3} now", "skip Window{5e2} now",
      "skip Window{8b token=Token{9a c} d} now",
    ], 1
  ),
  // Words of one set in any combination are values; steps from one to another are kinds.
  (
    ["failed on", "on failed", "on on", "failed failed"].flatMap {
      Array(repeating: "PSU status ( \($0) )", count: 4)
    },
    1
  ),
  (
    ["NEW to READY", "READY to DONE", "DONE to NEW"].flatMap {
      Array(repeating: "job moved from \($0)", count: 4)
    }, 3
  ),
  // For whom something was done is a name, and so is what stands in brackets right after a word.
  (
    ["root", "backup", "fztu"].flatMap {
      Array(repeating: "Failed password for \($0) from 10.0.0.1 port 22", count: 4)
    },
    1
  ),
  (["on", "off"].flatMap { Array(repeating: "power state WWEN[\($0)] set", count: 4) }, 1),
  // A name that was taken out of a text stands where a name does.
  (["login of #8# failed", "login of #31# failed", "login of root failed", "login of #4# failed"], 1),
  (["com.acme.mail[12]: no reply", "com.acme.map[7]: no reply", "com.b.clock[7]: no reply"], 1),
  // A quotation mark written as a number is one.
  (["part \\042alt0\\042 is away", "part \\042rack:7/9 b\\042 is away"], 1),
  // A size that is given twice is another message than one given once.
  (["sent 1301 bytes (1.27 KB) to a", "sent 12 bytes to a", "sent 3301 bytes (3.27 KB) to a"], 2),
  (["start com.acme.app/.Main +12ms", "start com.acme.map/.ui.Main +7ms", "start com.b.c/.D +8ms"], 1),
]

@Test(arguments: kinds.indices)
func `values, numbered things and objects are told from kinds`(row: Int) {
  let mined = mine(kinds[row].messages)
  #expect(mined.templates.count == kinds[row].count, "\(mined.templates)")
}

@Test func `no message, an empty one and any bytes are templates or nothing`() {
  #expect(mine([]).templates.isEmpty)
  #expect(mine(["", " \n"]).templates == [Template(text: "", count: 2)])
  var generator = SplitMix64(seed: 3)
  let noise = (0..<300).map { _ in
    TemplateMiner.Message(
      bytes: (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      })
  }
  let mined = TemplateMiner().mine(messages: noise)
  #expect(mined.templates.reduce(0) { $0 + $1.count } == 300)
  #expect(mined.assignments.allSatisfy { mined.templates.indices.contains($0) })
}

import JSONBytes
import Testing
import Traces

@testable import Features

private func words(_ text: String) -> String? {
  let bytes = Array(text.utf8)
  let words = ThrownLine(bytes: bytes, text: ByteRange(start: 0, count: bytes.count)).words()
  return words.map { String(decoding: bytes[$0.indices], as: UTF8.self) }
}

/// The only error of a call of a shell.
private func error(_ result: String, _ fields: [String: Any] = [:]) throws -> (ErrorType, String)? {
  let trace = try MadeTraces.trace([MadeTraces.call("shell"), MadeTraces.result(result, fields)])
  return ErrorRecogniser().results(of: trace).errors.first.map {
    ($0.type, String(decoding: $0.message, as: UTF8.self))
  }
}

private let header = "Traceback (most recent call last):"

@Test(arguments: [
  // What is printed before and behind, and by which the line is introduced.
  (
    "loading\n\(header)\n  File \"a.py\", line 1, in <module>\n    for x in f():\nTypeError: odd\nResult 1: ok",
    "TypeError: odd"
  ),
  (
    "Code output: \(header)\n  File \"a.py\", line 1, in f\n    g(timeout=timeout)\nx.y.Denied: status 403\n",
    "x.y.Denied: status 403"
  ),
  // The last of a chain.
  (
    "\(header)\n  File \"a.py\", line 1\n    a\nKeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\n\(header)\n  File \"b.py\", line 2\n    b\nValueError: b is odd",
    "ValueError: b is odd"
  ),
  (
    "  File \"a.py\", line 1\n    x = 07\n        ^\nSyntaxError: leading zeros", "SyntaxError: leading zeros"
  ),
  (
    "\(header)\n  File \"a.py\", line 3, in f\nRuntimeError:\n\tsize of w differs",
    "RuntimeError:\n\tsize of w differs"
  ),
  ("\(header)\n  File \"a.py\", line 3, in f\nKeyboardInterrupt\n", "KeyboardInterrupt"),
  // A notebook repeats the name; a group draws a margin.
  (
    "---\nKeyError        \(header.dropLast())\nCell In[1], line 2\n----> 2 d[1]\n\nKeyError: 1",
    "KeyError: 1"
  ),
  (
    "  + Exception Group \(header)\n  |   File \"a.py\", line 1, in f\n  | ExceptionGroup: all (1 sub-exception)\n  +-+---- 1 ----\n    | \(header)\n    |   File \"b.py\", line 2, in g\n    | OSError: no way\n    +----",
    "OSError: no way"
  ),
  // What a service replied tells more than that the program stumbled over it.
  (
    "\(header)\n  File \"a.py\", line 1\n    r[\"x\"]\nKeyError: 'x'\n{'message': 'Too slow for us.'}",
    "Too slow for us."
  ),
  // Other machines.
  (
    "Exception in thread \"main\" a.B: top\n\tat a.B.run(B.java:1)\nCaused by: a.C: middle\n\t... 1 more\nCaused by: java.net.ConnectException: Connection refused\n\t... 2 more",
    "java.net.ConnectException: Connection refused"
  ),
  (
    "System.A: top\n ---> System.IO.IOException: gone\n   at B()\n   --- End of inner exception stack trace ---\n   at C()",
    "System.IO.IOException: gone"
  ),
  (
    "/a.js:1\n  throw new Error(timeout)\n  ^\n\nError: Cannot find module 'b'\nRequire stack:\n- /a.js\n    at f (/a.js:1:2)\n\nNode.js v20",
    "Error: Cannot find module 'b'\nRequire stack:\n- /a.js"
  ),
  (
    "starting\npanic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:3",
    "panic: assignment to entry in nil map"
  ),
  (
    "running 1 test\nthread 'main' panicked at src/main.rs:2:5:\nindex out of bounds\nnote: run with",
    "panicked at src/main.rs:2:5:\nindex out of bounds"
  ),
])
func `the words of an exception are found among frames, source and output`(text: String, thrown: String) {
  #expect(words(text) == thrown)
}

@Test(arguments: [
  "KeyError: 'a'", "\(header)", "\(header)\n  File \"a.py\", line 1, in f\n    cut off here",
  "File \"a.ml\", line 3, characters 4-5:\nError: odd",
  "the panic: all over\nand more", "Caused by: rain", "a\nb: c\n+ d\n| e |", "",
])
func `a text without an exception behind frames has none`(text: String) { #expect(words(text) == nil) }

@Test func `the type is that of the exception and of no line of the source or log`() throws {
  func printed(_ source: String, _ exception: String) -> String {
    "exitcode: 1 (execution failed)\nCode output: 12:00: I core/port.cc:153] custom operations are on.\n\(header)\n"
      + "  File \"/lib/sessions.py\", line 9, in send\n    \(source)\n\(exception)\n"
  }
  for (exception, type) in [
    ("geo.exc.InsufficientPrivileges: Non-successful status code 403", .permission),
    (
      "requests.exceptions.ReadTimeout: Pool(host='a.b.c', port=443): Read timed out. (read timeout=1)",
      .timeout
    ),
    ("FileNotFoundError: [Errno 2] No such file or directory: 'a.csv'", .notFound),
    ("TypeError: 'NoneType' object is not iterable", .code),
    ("NameError: name 'login' is not defined", .code),
    ("UnboundLocalError: cannot access local variable 'card' where it is not associated with a value", .code),
    ("app.Odd: it went wrong", .other),
    ("requests.exceptions.HTTPError: 404 Client Error for url: https://a.b/rate?limit=rate+limit", .notFound),
  ] as [(String, ErrorType)] {
    let found = try #require(try error(printed("conn = get(timeout=timeout)", exception)))
    #expect(found == (type, exception))
    let marked = try #require(try error(printed("raise RateLimit()", exception), ["is_error": true]))
    #expect(marked == (type, exception))
    let body = #"{"error":"\#(header)\n  File \"a.py\", line 1\n    timeout\n\#(exception)"}"#
    #expect(try #require(try error(body)) == (type, exception))
  }
}

@Test func `of a command that failed the last line tells, without its label`() throws {
  #expect(
    try #require(try error("exitcode: 1 (execution failed)\nCode output: unknown language x")).1
      == "unknown language x")
  let marked = try error("Exit code 2\nloading\nls: cannot access 'x': No such file", ["is_error": true])
  #expect(try #require(marked).1 == "ls: cannot access 'x': No such file")
  #expect(try #require(try error("exitcode: 1 (execution failed)\nCode output: \nodd word")).1 == "odd word")
}

@Test func `a traceback of 20,000 lines, and as many begun ones, take no square time`() throws {
  let frame = "  File \"a.py\", line 1, in f\n    f(timeout=timeout)\n"
  let long = "\(header)\n" + String(repeating: frame, count: 10_000) + "RecursionError: too deep"
  #expect(words(long) == "RecursionError: too deep")
  let begun = String(repeating: "x \(header)\nat it: Error: y\n", count: 10_000)
  let start = ContinuousClock.now
  #expect(try error("exit code: 1\n" + long)?.1 == "RecursionError: too deep")
  #expect(try error("exit code: 1\n" + begun) != nil)
  #expect(ContinuousClock.now - start < .seconds(20))
}

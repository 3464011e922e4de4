import Testing
import Traces

@testable import Features

/// Whether all figures of an answer are founded; `nil` where it tells none.
private func isFounded(_ answer: String, result: String, said: String = "How much is it?") throws -> Bool? {
  try UnfoundedFigures(
    trace: MadeTraces.trace([
      MadeTraces.turn("user", said), MadeTraces.call("run_sql", #"{"limit": 5000}"#),
      MadeTraces.result(result), MadeTraces.turn("assistant", answer),
    ])
  ).practice()?.isKept
}

@Test(
  arguments: [
    ("It is 541,551.55.", #"{"sum": 541551.55}"#), ("It is 541.551,55 €.", #"{"sum": 541551.55}"#),
    ("It is 541551.", #"{"sum": 541551.55, "n": 3}"#), ("It is 541,552.", #"{"sum": 541551.55}"#),
    ("It is 48.50 euro.", #"{"cents": 4850}"#), ("It is 37184.", "total 37,184 rows"),
    ("It is 735,000.00", "735000"), ("You said 4,711.", "nothing"), ("At most 5000.", "{}"),
    ("541.5 and 230.25, in all 771.75.", "a 541.5\nb 230.25"),
    ("541.5 less 230.25 is 311.25", "541.5 230.25"),
    ("250 at 12.5 each make 3125", "250 12.5"),
    ("120 in A, 340 in B and 500 in C, so 960", "A 120, B 340, C 500"),
  ]
)
func `a figure is founded however it is written, rounded or reckoned from others`(
  _ answer: String, _ result: String
) throws {
  #expect(try isFounded(answer, result: result, said: "Is it 4711?") == true)
}

@Test(
  arguments: [
    ("It is 455,317.34.", #"{"sum": 734382.81}"#), ("All 124 tests pass.", "3 passed"),
    ("Booked under 194971768047.", "MESSAGE E: locked"), ("It is 541553.", #"{"sum": 541551.55}"#),
    ("It is 551.55.", #"{"sum": 541551.55}"#),
  ]
)
func `a figure that stands nowhere, or only as a part of another, is not`(_ answer: String, _ result: String)
  throws
{
  #expect(try isFounded(answer, result: result) == false)
}

@Test
func `years, times, dates and small numbers tell nothing, and what the assistant said before is no ground`()
  throws
{
  for answer in ["In 2024, at 10:30, 12 of them, on 2026-05-04.", "Done."] {
    #expect(try isFounded(answer, result: "{}") == nil, "\(answer)")
  }
  let repeated = try MadeTraces.trace([
    MadeTraces.turn("user", "How much?"), MadeTraces.turn("assistant", "It may be 4711."),
    MadeTraces.call("run_sql"), MadeTraces.result("none"), MadeTraces.turn("assistant", "It is 4711."),
  ])
  #expect(UnfoundedFigures(trace: repeated).practice()?.isKept == false)
  let often = String(repeating: "It may be 4711. ", count: 70)
  let said = try MadeTraces.trace([
    MadeTraces.turn("user", "How much?"), MadeTraces.turn("assistant", often),
    MadeTraces.call("run_sql"), MadeTraces.result("none"), MadeTraces.turn("assistant", "It is 4711."),
  ])
  #expect(UnfoundedFigures(trace: said).practice()?.isKept == true, "so often it is no news")
  let long = try MadeTraces.trace([
    MadeTraces.turn("user", "How much?"), MadeTraces.call("run_sql"),
    MadeTraces.result(String(repeating: "no row ", count: 160_000)),
    MadeTraces.turn("assistant", "It is 4711."),
  ])
  #expect(UnfoundedFigures(trace: long).practice() == nil, "a long trace is not looked through")
  let unasked = try MadeTraces.trace([
    MadeTraces.turn("user", "How much?"), MadeTraces.turn("assistant", "It is 4711."),
  ])
  #expect(UnfoundedFigures(trace: unasked).practice() == nil, "no tool was asked")
}

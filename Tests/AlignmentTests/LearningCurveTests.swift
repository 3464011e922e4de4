import Alignment
import Foundation
import Testing

private let table = CalibrationTable(
  judgeLabels: ["fail", "pass"], humanLabels: ["fail", "pass"], counts: [30, 5, 25, 40])

@Test func `a learning curve is tried on at most half of the pairs`() throws {
  let curve = try LearningCurveMeasure(repetitionCount: 5).curve(on: table)
  #expect(curve.points.map(\.pairCount) == [5, 10, 20, 50])
  #expect(try LearningCurveMeasure(repetitionCount: 5).curve(on: table) == curve)
}

@Test func `the keys of a point are words with underscores, as in the rest of the file`() throws {
  let point = try #require(try LearningCurveMeasure(repetitionCount: 5).curve(on: table).points.last)
  let data = try JSONEncoder().encode(point)
  let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  #expect(object.keys.sorted() == ["guarded_gain", "guarded_standard_error", "pairs", "plain_gain"])
  #expect(try JSONDecoder().decode(LearningCurve.Point.self, from: data) == point)
}

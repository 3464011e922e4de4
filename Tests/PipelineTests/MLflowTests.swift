import Foundation
import Testing
import Traces

@testable import Pipeline

/// The sample of MLflow, as the values of its JSON.
private func sample() throws -> (info: [String: Any], spans: [[String: Any]]) {
  let bytes = try #require(SampleTraces.sampleFiles("mlflow").first)
  let trace = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  let data = try #require(trace["data"] as? [String: Any])
  return (try #require(trace["info"] as? [String: Any]), try #require(data["spans"] as? [[String: Any]]))
}

private func line(_ value: [String: Any]) throws -> String {
  String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
}

private let conversation = FormatSample.conversation(" !exception event")

@Test func `a row of a search of MLflow's traces is the trace that its API gives`() throws {
  let (info, spans) = try sample()
  var row = info
  row["spans"] = spans
  let trace = try only(line(row))
  #expect(trace.lines == conversation)
  #expect(trace.id.map(trace.string) == "t1" && trace.thread.map(trace.string) == "th1")
  #expect(trace.outcome == .failure && trace.outcomeSource == .judge)
}

@Test func `spans of MLflow alone, as an artifact has them, are a trace`() throws {
  let trace = try only(line(["spans": sample().spans]))
  #expect(trace.lines == conversation)
  #expect(trace.outcome == .unknown)
}

@Test func `MLflow's attributes are read in OTLP, too`() throws {
  let spans = try sample().spans.map { span -> [String: Any] in
    func list(_ attributes: Any?) -> [[String: Any]] {
      (attributes as? [String: String] ?? [:]).map { ["key": $0, "value": ["stringValue": $1]] }
    }
    let events = (span["events"] as? [[String: Any]] ?? []).map { event -> [String: Any] in
      ["name": event["name"] ?? "", "attributes": list(event["attributes"])]
    }
    return [
      "traceId": "5b8efff798038103d269b633813fc60c", "spanId": span["span_id"] ?? "",
      "parentSpanId": span["parent_span_id"] as? String ?? "", "name": span["name"] ?? "",
      "startTimeUnixNano": "\(span["start_time_unix_nano"] ?? 0)",
      "endTimeUnixNano": "\(span["end_time_unix_nano"] ?? 0)", "attributes": list(span["attributes"]),
      "events": events,
    ]
  }
  let trace = try only(line(["resourceSpans": [["scopeSpans": [["spans": spans]]]]]))
  #expect(trace.lines == conversation)
}

@Test func `an object with info and data that is not MLflow's is no trace of it`() throws {
  let read = SampleTraces([Array(#"{"info":{"version":1},"data":{"spans":[{"attributes":{"a":1}}]}}"#.utf8)])
  #expect(read.collection.traceCount == 0)
  #expect(read.collection.rejections.map(\.reason).allSatisfy { $0.hasPrefix("in no known trace format") })
  #expect(read.collection.rejections.count == 1)
}

@Test func `an MLflow trace without spans is refused, and the reason says so`() throws {
  let read = SampleTraces([Array(#"{"info":{"trace_id":"t1"},"data":{"spans":[]}}"#.utf8)])
  #expect(read.collection.traceCount == 0 && read.collection.rejections.count == 1 && read.addsUp)
}

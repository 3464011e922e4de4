import Features
import Signatures
import Traces

package struct Page { package let path: String; package let text: String }
extension RunReport {
  package func pages(redacting: Bool) -> [Page] {
    var csv = "trace_id,signature_id,source,offset,outcome,distance\n"
    for a in assignments {
      csv +=
        "\(CSV.field(a.traceID)),\(a.signatureID ?? ""),\(CSV.field(a.path)),\(a.offset),\(a.outcome.name),\(a.distance.map { "\($0)" } ?? "")\n"
    }
    var json = "{\"schema_version\":1,\"run\":{},\"signatures\":["
    json += signatures.map { s in
      "{\"id\":\"\(s.id)\",\"rank\":\(s.rank),\"name\":\"\(s.name.replacing("\\", with: "").replacing("\"", with: "'").replacing("\n", with: " "))\",\"support\":\(s.support),\"share\":\(s.share),\"failure_rate\":\(s.failureRate.map { "\($0)" } ?? "null"),\"lift\":\(s.lift ?? 0),\"severity\":\"\(s.severity.name)\",\"stability\":\(s.stability.map { "\($0)" } ?? "null"),\"tools\":[],\"error_types\":[],\"template\":null,\"step\":null,\"terms\":[],\"representatives\":[]}"
    }.joined(separator: ",\n")
    json += "]}"
    return [
      Page(path: "assignments.csv", text: csv), Page(path: "signatures.json", text: json),
      Page(path: "manifest.json", text: "{}"), Page(path: "queue.jsonl", text: ""),
    ]
  }
}

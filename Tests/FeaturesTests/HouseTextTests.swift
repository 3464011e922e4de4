import Testing
import Traces

@testable import Features

/// Answers of tools in shapes that many systems share, with what they say of a failure.
private func errors(_ result: String, tool: String = "place_bid") throws -> [ToolError] {
  try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "bid"), MadeTraces.call(tool, id: "1"), MadeTraces.result(result, id: "1"),
    ]))
}

@Test(arguments: [
  ("place_bid: commit: the lot is gone", "the lot is gone"), ("place-bid: do: no such lot", "no such lot"),
  ("<409 ab12cd34: the lot is gone>", "the lot is gone"), ("<422 the lot is gone>", "the lot is gone"),
  ("BID   NODE SYSTEM   12:44\n LOT ===> 7\nBID0017E THE LOT IS GONE\nPF3=EXIT", "THE LOT IS GONE"),
  ("lot;status;remark\n7;REJ;the lot is gone", "the lot is gone"),
  ("lot,status,remark\n6,OK,\n7,NOK,gone", "gone"),
  (
    "| step | result | comment |\n|---|---|---|\n| read | ok | |\n| write | ❌ | the lot is gone |",
    "the lot is gone"
  ),
  ("result=refused rc=17 text=\"the lot is gone\" node=n3", "the lot is gone"),
  ("result=nak reason=NO_LOT text=\"the lot is gone\"", "NO_LOT"),
  ("status: failed\nrc: 8\nmessage: \"the lot is gone\"\nref: 99", "the lot is gone"),
  ("[place_bid]\nlot=7\nrc=19\n[fault]\ntext=the lot is gone", "the lot is gone"),
  (
    "kind: Bid\nstatus:\n  phase: Pending\n  conditions:\n  - type: Ready\n    status: \"False\"\n    message: gone",
    "gone"
  ),
  ("UNIMPLEMENTED: version 1 was sunset", "UNIMPLEMENTED: version 1 was sunset"),
  ("Tool place_bid failed: gone", "Tool place_bid failed: gone"), ("🚫 the lot is gone", "🚫 the lot is gone"),
  ("We regret that this is not possible. Gone.", "We regret that this is not possible. Gone."),
  ("Bitte wenden Sie sich an den Service. Weg.", "Bitte wenden Sie sich an den Service. Weg."),
  (
    "<?xml version=\"1.0\"?><Result><Success>false</Success><Nr>7</Nr><Text>the lot is gone</Text></Result>",
    "the lot is gone"
  ),
])
func `an answer in a shape of its house says what failed`(result: String, message: String) throws {
  #expect(try errors(result).map { String(decoding: $0.message, as: UTF8.self) } == [message])
}

@Test(arguments: [
  (#"{"success":true,"applied":false,"warnings":["the lot is gone"],"result":{}}"#, "the lot is gone"),
  (
    #"{"requestId":"a8","state":"REJECTED","reasonCode":17,"reasonText":"the lot is gone"}"#,
    "the lot is gone"
  ),
  (#"{"requestId":"a8","state":"DECLINED","reasonCode":17,"hint":"LOT gone"}"#, "LOT gone"),
  (
    #"{"status":"OK","response":{"outcome":{"code":"F","items":[],"processing":[{"sev":"E","txt":"the lot is gone"}]}}}"#,
    "the lot is gone"
  ),
])
func `a body in a shape of its house says what failed`(result: String, message: String) throws {
  #expect(try errors(result).map { String(decoding: $0.message, as: UTF8.self) } == [message])
}

@Test(arguments: [
  "place_bid: 3 lots were found", "place_bid: lot 7: open", "<200 ab12cd34: well>",
  "<td>409 lots: of all</td>",
  "DFH0017I TRANSACTION COMPLETE", "lot;status;remark\n7;OK;rejected before",
  "lot;status\n7;REJ", "result=accepted upload=UP7 failed=0 note=\"refused before\"",
  "[place_bid]\nlot=7\nrc=0\ntext=it was refused", "kind: Bid\nstatus:\n  phase: Ready\n  message: gone",
  #"{"success":true,"applied":true,"warnings":["slow response"],"result":{"bid":7}}"#,
  #"{"requestId":"a8","state":"ACCEPTED","reasonCode":0,"payload":{"hits":7}}"#,
  #"{"status":"OK","response":{"outcome":{"code":"S","items":[{"stored":7}]}}}"#,
  "✅ stored `7` · prev_state `FAILED`",
  "<Result><Success>true</Success><Text>gone</Text></Result>",
])
func `an answer in a shape of its house that tells no failure is none`(result: String) throws {
  #expect(try errors(result) == [])
}

import Features
import Signatures
import Traces

@testable import Reports

/// A week made by hand: an error, a promise without a call, and traces that try to break the page.
enum SampleRun {
  static var report: RunReport {
    var counts = RunReport.Counts()
    (counts.records, counts.traces, counts.duplicates, counts.rejections) = (1_262, 1_250, 9, 3)
    (counts.failures, counts.successes, counts.unknowns) = (212, 988, 50)
    (counts.turns, counts.toolCalls, counts.byteCount, counts.conflicts) = (18_230, 6_011, 9_812_554, 1)
    let signatures = [refund, promise, hostile]
    var excerpts: [String: [TraceExcerpt]] = [:]
    for signature in signatures {
      excerpts[signature.id] = signature.representatives.map { excerpt(of: signature, $0) }
    }
    var report = RunReport(
      title: "Failures of the week", version: "0.1.0",
      settings: [("only", "failures"), ("seed", "1"), ("signatures", "chosen by the data")],
      inputs: [
        .init(
          path: "exports/tuesday.jsonl.gz", byteCount: 1_912_554, hash: String(repeating: "b", count: 64)),
        .init(path: "exports/monday.jsonl", byteCount: 7_900_000, hash: String(repeating: "a", count: 64)),
      ], counts: counts, hasOutcomes: true,
      choice: "3, where a further cut no longer parts the traces more clearly than chance would.",
      signatures: signatures, excerpts: excerpts, unassignedCount: 17,
      rareButSevere: [
        .init(
          excerpt: severeTrace, severity: .critical,
          reason: "money is refunded twice to ann.lee@example.com")
      ], severeCount: 4, unassignedSample: [unassigned],
      rejections: [
        .init(
          path: "exports/monday.jsonl", line: 88, offset: 91_002, reason: "cut off in the middle of a text"),
        .init(path: "exports/monday.jsonl", line: 12, offset: 9_100, reason: "no messages"),
        .init(path: "exports/<b>|x.jsonl", line: 1, offset: 0, reason: "no messages"),
      ], conflicts: [.init(traceID: "tr_17", path: "exports/tuesday.jsonl.gz", line: 4)],
      assignments: [
        .init(
          traceID: "tr_01", signatureID: "SIG-4F2A", path: "exports/monday.jsonl", offset: 0,
          outcome: .failure,
          distance: 0.123456789),
        .init(
          traceID: "ann.lee@example.com", signatureID: nil, path: "exports/monday.jsonl", offset: 512,
          outcome: .failure, distance: nil),
        .init(
          traceID: "=cmd|' /C calc'!A0, \"x\"\n", signatureID: "SIG-0BAD", path: "exports/monday.jsonl",
          offset: 1_024, outcome: .unknown, distance: 1),
      ])
    (report.minedCount, report.drawID) = (204, "00d4a3f09b7c2e11")
    var drawn = refundTrace(id: "tr_88", number: 8)
    drawn.representative = Representative(
      row: 88, role: .lane, inclusionProbability: 0.12,
      draw: .init(stratumSize: 92, lanePlace: 1, laneProbability: 0.1))
    report.laneSample = [.init(excerpt: drawn, signatureID: "SIG-4F2A")]
    return report
  }

  private static var severeTrace: TraceExcerpt {
    var trace = refundTrace(id: "tr_9f", number: 7)
    trace.representative = Representative(row: 7, role: .severe, inclusionProbability: 1)
    return trace
  }

  /// One of sixteen that belong to no signature and are not shown as severe.
  private static var unassigned: TraceExcerpt {
    var trace = promiseTrace
    trace.traceID = "tr_77"
    trace.representative = Representative(row: 77, role: .random, inclusionProbability: 1.0 / 16)
    return trace
  }

  // MARK: Signatures

  static var refund: Signature {
    var evidence = SignatureEvidence()
    evidence.tools = [.init(name: "get_order", count: 92), .init(name: "issue_refund", count: 91)]
    evidence.errors = [
      .init(tool: "issue_refund", type: .permission, count: 90),
      .init(tool: "get_order", type: .timeout, count: 4),
    ]
    evidence.provenances = [.init(name: "body", count: 80), .init(name: "text", count: 14)]
    evidence.templates = [
      .init(name: "refund of <amount> needs role <id>", count: 86), .init(name: "timed out", count: 4),
    ]
    let template = "refund of <amount> needs role <id>"
    evidence.terms = [
      .init(
        term: .error(tool: "issue_refund", type: .permission, template: template), share: 0.935,
        shareElsewhere: 0.0004),
      .init(
        term: .error(tool: "issue_refund", type: .permission, template: nil), share: 0.978,
        shareElsewhere: 0.01),
      .init(term: .step(from: "get_order", to: "issue_refund"), share: 0.99, shareElsewhere: 0.11),
      .init(term: .sign(.gaveUpAfterError, tool: "issue_refund"), share: 0.71, shareElsewhere: 0.02),
      .init(term: .words(.request, "money back"), share: 0.63, shareElsewhere: 0.08),
      .init(term: .words(.request, "money"), share: 0.66, shareElsewhere: 0.12),
      .init(term: .words(.reply, "not allowed"), share: 0.41, shareElsewhere: 0.03),
    ]
    evidence.agents = [.init(name: "shop-support", count: 80), .init(name: "shop-voice", count: 12)]
    evidence.days = [
      .init(name: "2025-03-10", count: 4), .init(name: "2025-03-12", count: 21),
      .init(name: "2025-03-13", count: 30),
      .init(name: "2025-03-14", count: 37),
    ]
    evidence.step = "get_order"
    return Signature(
      id: "SIG-4F2A", rank: 1, name: "issue_refund fails with a permission error after get_order",
      support: 92,
      share: 92.0 / 212, failureRate: 0.958, lift: 5.4, unknownCount: 6, severity: .high,
      severityReason: "an action that the user paid for does not happen", impact: 352.5, stability: 0.93,
      evidence: evidence,
      representatives: [
        Representative(row: 3, role: .medoid, inclusionProbability: 1),
        Representative(
          row: 9, role: .random, inclusionProbability: 2.0 / 92,
          draw: .init(stratumSize: 92, lanePlace: nil, laneProbability: 0.1)),
      ])
  }

  static var promise: Signature {
    var evidence = SignatureEvidence()
    evidence.terms = [
      .init(term: .sign(.promiseWithoutCall, tool: nil), share: 1, shareElsewhere: 0.06),
      .init(term: .words(.protest, "nothing happened"), share: 0.52, shareElsewhere: 0.01),
      .init(term: .sign(.noToolCall, tool: nil), share: 1, shareElsewhere: 0.21),
    ]
    evidence.agents = [.init(name: "shop-support", count: 41)]
    evidence.days = [.init(name: "2025-03-10", count: 20), .init(name: "2025-03-14", count: 21)]
    return Signature(
      id: "SIG-77C0", rank: 2, name: "assistant says it is done, no tool was called", support: 41,
      share: 41.0 / 212,
      failureRate: 0.82, lift: 4.6, unknownCount: 0, severity: .medium, impact: 67.2, stability: 0.55,
      evidence: evidence, representatives: [Representative(row: 40, role: .medoid, inclusionProbability: 1)])
  }

  /// Markdown, HTML, links, terminal codes and direction marks in every text that comes from traces.
  static let attack =
    "<script>alert(1)</script> | [x](javascript:alert(1)) ![y](http://e.vil/p.png) **b** `c` # h @octocat \u{1B}[31mred\u{202E}"

  static var hostile: Signature {
    var evidence = SignatureEvidence()
    evidence.tools = [.init(name: attack, count: 3)]
    evidence.errors = [.init(tool: attack, type: .other, count: 3)]
    evidence.templates = [.init(name: attack + "\n```\n", count: 3)]
    evidence.terms = [
      .init(term: .error(tool: attack, type: nil, template: attack), share: 1, shareElsewhere: 0),
      .init(term: .words(.reply, attack), share: 1, shareElsewhere: 0),
      .init(term: .step(from: attack, to: "b"), share: 1, shareElsewhere: 0),
    ]
    evidence.agents = [.init(name: attack, count: 3)]
    evidence.step = attack
    return Signature(
      id: "SIG-0BAD", rank: 3, name: attack, support: 3, share: 3.0 / 212, failureRate: nil, lift: nil,
      unknownCount: 1,
      severity: .low, severityReason: attack, impact: 3, stability: nil, evidence: evidence,
      representatives: [Representative(row: 50, role: .boundary, inclusionProbability: 1)])
  }

  // MARK: Traces

  static func excerpt(of signature: Signature, _ representative: Representative) -> TraceExcerpt {
    var trace =
      switch signature.id {
      case "SIG-4F2A": refundTrace(id: "tr_0\(representative.row)", number: representative.row)
      case "SIG-77C0": promiseTrace
      default: hostileTrace
      }
    trace.representative = representative
    return trace
  }

  static func refundTrace(id: String, number: Int) -> TraceExcerpt {
    var turns: [TraceExcerpt.ShownTurn] = [
      turn(1, .system, "You help customers of a shop. Look up the order before you act."),
      turn(
        2, .user,
        "Hi, order 4471\(number) came broken. I want my money back, mail me at ann.lee@example.com please."),
      turn(
        3, .assistant, "I am sorry to hear that. Let me look at the order.",
        calls: [("get_order", "{\"id\":\"4471\(number)\"}")]),
      turn(
        4, .tool, "{\"id\":\"4471\(number)\",\"total\":89.9,\"status\":\"delivered\"}", speaker: "get_order"),
    ]
    for place in 5..<13 {
      turns.append(
        turn(
          place, place % 2 == 1 ? .assistant : .user, place % 2 == 1 ? "Could you send me a photo?" : "Sent.")
      )
    }
    turns.append(
      turn(
        13, .assistant, "Thank you. I am refunding the amount now.",
        calls: [
          (
            "issue_refund",
            "{\"order_id\":\"4471\(number)\",\"amount\":89.9,\"card\":\"4111 1111 1111 1111\"}"
          )
        ], isDecisive: true))
    turns.append(
      turn(
        14, .tool,
        "{\"status\":\"error\",\"error\":{\"code\":\"FORBIDDEN\",\"message\":\"refund of 89.90 needs role R-7\"}}",
        speaker: "issue_refund", error: (.permission, .body, false), isDecisive: true))
    turns.append(turn(15, .assistant, "I am not allowed to do that. Is there anything else?"))
    turns.append(turn(16, .user, "So I do not get my money back?"))
    turns.append(turn(17, .assistant, "Unfortunately I cannot help with this."))
    return TraceExcerpt(
      traceID: id, path: "exports/monday.jsonl", line: 100 + number, offset: 50_000 + number,
      outcome: .failure,
      agent: "shop-support", startedAt: 1_741_939_750, turns: turns, representative: nil)
  }

  static var promiseTrace: TraceExcerpt {
    TraceExcerpt(
      traceID: "tr_40", path: "exports/tuesday.jsonl.gz", line: 40, offset: 4_000, outcome: .failure,
      agent: "shop-support", startedAt: nil,
      turns: [
        turn(1, .user, "请取消我的订单 99120，谢谢。"),
        turn(
          2, .assistant,
          "All done! Your order has been cancelled.\n\n- the order is cancelled\n- you will get an e-mail",
          isDecisive: true),
        turn(3, .user, "Nothing happened, it still says shipped."),
        turn(4, .assistant, "It is done, I promise."),
      ], representative: nil)
  }

  static var hostileTrace: TraceExcerpt {
    TraceExcerpt(
      traceID: "id|`\(attack)", path: "exports/<b>|x.jsonl", line: 1, offset: 0, outcome: .unknown,
      agent: attack,
      startedAt: -1,
      turns: [
        turn(1, .user, attack),
        turn(
          2, .assistant, "````\n</details>\n# not a heading\n" + attack, speaker: attack,
          calls: [(attack, attack)],
          isDecisive: true),
        turn(
          3, .tool, String(repeating: "0123456789abcdef ", count: 20_000), speaker: attack,
          error: (.other, .text, true)),
      ], representative: nil)
  }

  private static func turn(
    _ number: Int, _ role: Role, _ text: String, speaker: String? = nil,
    calls: [(tool: String, arguments: String)] = [],
    error: (type: ErrorType, provenance: ErrorProvenance, isRepaired: Bool?)? = nil, isDecisive: Bool = false
  ) -> TraceExcerpt.ShownTurn {
    TraceExcerpt.ShownTurn(
      number: number, role: role, speaker: speaker, text: text, calls: calls, error: error,
      isDecisive: isDecisive)
  }
}

internal import ContentHash
internal import Evaluators
internal import JSONBytes
internal import Reports
internal import Traces

/// Writes the lines of `scores.jsonl` that a check gives, a quarter of a million a second: what all lines of an
/// evaluator have in common is made once, and what all lines of a trace have in common once a trace.
///
/// The lines and the ids are those that `ScoreLines` writes of the same scores; tests hold the two together.
struct ScoreStencil {
  /// The bytes of a trace's lines and of what their ids are made of.
  struct TraceFacts {
    /// `trace_id` to `shown_sha256`, with a comma at the end.
    private(set) var fields: [UInt8] = []

    /// The parts of the ids, each ended.
    private(set) var idHead: [UInt8] = []
    private(set) var agentPart: [UInt8] = []
    private(set) var timePart: [UInt8] = []

    /// Begins anew with a trace.
    ///
    /// - Parameters:
    ///   - id: The trace's name, in UTF-8.
    ///   - hash: The SHA-256 of its content, as digits; it is shown as a whole.
    mutating func set(id: [UInt8], hash: [UInt8], _ trace: Trace) {
      fields.removeAll(keepingCapacity: true)
      idHead.removeAll(keepingCapacity: true)
      agentPart.removeAll(keepingCapacity: true)
      timePart.removeAll(keepingCapacity: true)
      for part in [id, hash, hash] { ScoreStencil.add(part, to: &idHead) }
      write(#""trace_id":"#)
      append(text: id)
      write(#","trace_sha256":""#)
      fields += hash
      write("\",")
      if let agent = trace.agent {
        let name = Array(trace.text[agent.indices])
        write(#""agent":"#)
        append(text: name)
        write(",")
        ScoreStencil.add(name, to: &agentPart)
      } else {
        agentPart.append(0xFF)
      }
      if let time = trace.startedAt {
        let text = Array(Timestamp.text(of: time).utf8)
        write(#""started_at":""#)
        fields += text
        write("\",")
        ScoreStencil.add(text, to: &timePart)
      } else {
        timePart.append(0xFF)
      }
      write(#""shown_sha256":""#)
      fields += hash
      write("\",")
    }

    private mutating func write(_ text: StaticString) { fields.append(text) }

    private mutating func append(text: [UInt8]) {
      if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
        fields.append(UInt8(ascii: "\""))
        fields += text
        fields.append(UInt8(ascii: "\""))
      } else {
        fields += JSONText.string(String(decoding: text, as: UTF8.self)).line.utf8
      }
    }
  }

  private let head: [UInt8]
  private let idHead: [UInt8]
  private let idMiddle: [UInt8]
  private let fields: [UInt8]
  private let verdicts: [Verdict]

  /// What a verdict adds to a line and to its id.
  private struct Verdict {
    let fields: [UInt8]
    let idLabels: [UInt8]
    let idEnd: [UInt8]
  }

  init(_ version: Evaluator.Version, _ plan: ScoringPlan) {
    head = Array(
      #"","run":\#(JSONText.string(plan.run).line),"time":\#(JSONText.string(plan.time).line),"#.utf8)
    let evaluator = version.evaluator
    let parts = [evaluator.name, version.id, evaluator.criterion, version.criterionVersion]
    let names = ["evaluator", "evaluator_version", "criterion", "criterion_version"]
    fields = Array(
      zip(names, parts).map { "\"\($0)\":\(JSONText.string($1).line)," }.joined().utf8)
    var (head, middle): ([UInt8], [UInt8]) = ([], [])
    Self.add(Array(plan.run.utf8), to: &head)
    for part in parts { Self.add(Array(part.utf8), to: &middle) }
    (idHead, idMiddle) = (head, middle)
    verdicts = [false, true].map { isKept in
      let judgement = evaluator.judgement(ofCheck: isKept, rationale: nil)
      let (label, value) = (judgement.label ?? "", judgement.value ?? 0)
      let passed = evaluator.passes(value)
      // Signature, judge, prompt, calibration and label set are none of a check's.
      var (labels, end): ([UInt8], [UInt8]) = (Array(repeating: 0xFF, count: 5), [])
      Self.add(Array(label.utf8), to: &labels)
      labels.append(0xFF)
      Self.add(Array("\(value)".utf8), to: &end)
      Self.add(Array((passed ? "pass" : "fail").utf8), to: &end)
      end.append(0xFF)
      let text = #""label":\#(JSONText.string(label).line),"score":\#(value),"passed":\#(passed)"#
      return Verdict(fields: Array(text.utf8), idLabels: labels, idEnd: end)
    }
  }

  /// Adds the line of a trace.
  ///
  /// - Parameter memory: Used again from line to line.
  func append(
    _ trace: TraceFacts, isKept: Bool, rationale: String?, to lines: inout [UInt8],
    using memory: inout [UInt8]
  ) {
    let verdict = verdicts[isKept ? 1 : 0]
    memory.removeAll(keepingCapacity: true)
    memory += idHead
    memory += trace.idHead
    memory += idMiddle
    memory += trace.agentPart
    memory += verdict.idLabels
    memory += trace.timePart
    memory += verdict.idEnd
    if let rationale { Self.add(Array(rationale.utf8), to: &memory) } else { memory.append(0xFF) }
    memory.append(0xFF)
    lines.append(#"{"score_id":"S-"#)
    ContentHash.append(hashOf: memory, digitCount: 16, to: &lines)
    lines += head
    lines += trace.fields
    lines += fields
    lines += verdict.fields
    if let rationale {
      lines.append(#","rationale":"#)
      lines += JSONText.string(rationale).line.utf8
    }
    lines.append("}\n")
  }

  /// Adds a part of what an id is made of, as `Score.id(run:)` does.
  fileprivate static func add(_ part: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(1)
    bytes += part
    bytes.append(0xFF)
  }
}

extension [UInt8] {
  /// Appends ASCII.
  fileprivate mutating func append(_ text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

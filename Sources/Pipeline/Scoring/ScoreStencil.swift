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
  struct TraceFacts: ~Copyable {
    /// `trace_id` to `shown_sha256`, with a comma at the end.
    private(set) var fields = ByteWriter()

    /// The parts of the ids, each ended.
    private(set) var idHead = ByteWriter()
    private(set) var agentPart = ByteWriter()
    private(set) var timePart = ByteWriter()

    /// Begins anew with a trace.
    ///
    /// - Parameters:
    ///   - id: The trace's name, in UTF-8.
    ///   - hash: The SHA-256 of its content, as digits; it is shown as a whole.
    mutating func set(id: [UInt8], hash: [UInt8], _ trace: Trace) {
      clear()
      for part in [id, hash, hash] { idHead.add(part.span, part.indices) }
      fields.append(#""trace_id":"#)
      fields.appendText(id.span, id.indices)
      fields.append(#","trace_sha256":""#)
      fields.append(hash)
      fields.append("\",")
      if let agent = trace.agent {
        fields.append(#""agent":"#)
        fields.appendText(trace.text.span, agent.indices)
        fields.append(",")
        agentPart.add(trace.text.span, agent.indices)
      } else {
        agentPart.append(0xFF)
      }
      if let time = trace.startedAt {
        timePart.append(1)
        Timestamp.write(time, to: &timePart)
        timePart.append(0xFF)
        fields.append(#""started_at":""#)
        Timestamp.write(time, to: &fields)
        fields.append("\",")
      } else {
        timePart.append(0xFF)
      }
      fields.append(#""shown_sha256":""#)
      fields.append(hash)
      fields.append("\",")
    }

    private mutating func clear() {
      fields.clear()
      idHead.clear()
      agentPart.clear()
      timePart.clear()
    }
  }

  /// Memory that is used again from line to line.
  struct Memory: ~Copyable {
    fileprivate var id = ByteWriter()
    fileprivate var hashing = RepeatedHash()
    fileprivate var digits: [UInt8] = []
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
  func append(
    _ trace: borrowing TraceFacts, isKept: Bool, rationale: String?, to lines: inout ByteWriter,
    using memory: inout Memory
  ) {
    let verdict = verdicts[isKept ? 1 : 0]
    memory.id.clear()
    memory.id.append(idHead)
    memory.id.append(trace.idHead)
    memory.id.append(idMiddle)
    memory.id.append(trace.agentPart)
    memory.id.append(verdict.idLabels)
    memory.id.append(trace.timePart)
    memory.id.append(verdict.idEnd)
    if let rationale {
      memory.id.append(1)
      memory.id.append(rationale)
    }
    memory.id.append(0xFF)
    memory.id.append(0xFF)
    memory.writeDigits()
    lines.append(#"{"score_id":"S-"#)
    lines.append(memory.digits.span, 0..<16)
    lines.append(head)
    lines.append(trace.fields)
    lines.append(fields)
    lines.append(verdict.fields)
    if let rationale {
      lines.append(#","rationale":"#)
      lines.append(JSONText.string(rationale).line)
    }
    lines.append("}\n")
  }

  /// Adds a part of what an id is made of, as `Score.id(run:)` does.
  private static func add(_ part: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(1)
    bytes += part
    bytes.append(0xFF)
  }
}

extension ScoreStencil.Memory {
  fileprivate mutating func writeDigits() {
    id.withBytes { hashing.write(hashOf: $0, to: &digits) }
  }
}

extension ByteWriter {
  /// Adds a part of what an id is made of, as `Score.id(run:)` does.
  fileprivate mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    append(1)
    append(bytes, range)
    append(0xFF)
  }

  /// Adds a text as `JSONText` writes it; most are short and plain.
  fileprivate mutating func appendText(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var isPlain = true
    for place in range where isPlain {
      let byte = bytes[place]
      isPlain = byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
    }
    guard isPlain else {
      let text = range.map { bytes[$0] }
      return append(JSONText.string(String(decoding: text, as: UTF8.self)).line)
    }
    append(UInt8(ascii: "\""))
    append(bytes, range)
    append(UInt8(ascii: "\""))
  }
}

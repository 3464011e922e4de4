package import Evaluators
package import Labels
internal import Yams

/// An evaluator as a file of the workspace, `evaluators/<name>.yaml`.
package enum EvaluatorFile {
  static let folder = "evaluators"

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - scale: The scale of a criterion by its name, for a file that names none.
  /// - Throws: `StoreError.evaluator` with the line for text that is no YAML, for a field that there is not, and for a
  ///   value that a field cannot have.
  package static func evaluator(
    yaml: String, path: String, scale: (_ criterion: String) -> LabelScale? = { _ in nil }
  ) throws(StoreError) -> Evaluator {
    let fields = try YAMLFields(
      try root(yaml, path), place: "", path: path,
      known: [
        "name", "criterion", "kind", "threshold", "scale", "target", "check", "program", "judge",
      ])
    guard let name = try fields.text("name"), Evaluator.isName(name) else {
      throw fields.wrong("name", "has to be there, of small letters, digits, - and _, 64 at most")
    }
    guard let criterion = try fields.text("criterion"), Criterion.isName(criterion) else {
      throw fields.wrong(
        "criterion", "has to be there, the name of a criterion; `faultline criteria list` lists them")
    }
    let words = Evaluator.Kind.allCases.map(\.rawValue)
    guard let word = try fields.word("kind", of: words), let kind = Evaluator.Kind(rawValue: word) else {
      throw fields.wrong("kind", "has to be one of \(words.joined(separator: ", "))")
    }
    let evaluator = Evaluator(
      name: name, criterion: criterion, kind: kind, threshold: try fields.share("threshold") ?? 0.5,
      scale: try self.scale(fields) ?? scale(criterion) ?? PassRule.scale,
      target: try fields.share("target") ?? 0.8,
      check: try CheckReading(path: path).check(in: fields), program: try program(fields),
      judge: try judge(fields))
    try validate(evaluator, fields)
    return evaluator
  }

  /// The line of a field of a file that could be read.
  static func line(of field: String, in yaml: String) -> Int? {
    (try? Yams.compose(yaml: yaml))?.mapping?.first { $0.key.string == field }?.key.mark?.line
  }

  private static func root(_ yaml: String, _ path: String) throws(StoreError) -> Node {
    guard yaml.utf8.count <= longestFile else {
      throw .evaluator(path: path, line: nil, detail: "it is longer than \(longestFile >> 10) KiB")
    }
    let node: Node?
    do {
      node = try YAMLText(text: yaml).root()
    } catch {
      throw .evaluator(path: path, line: error.line, detail: "it is no YAML: \(error.reason)")
    }
    guard let node else { throw .evaluator(path: path, line: nil, detail: "it is empty") }
    return node
  }

  /// A longer file is none that a person wrote.
  private static let longestFile = 1 << 20

  // MARK: Parts

  private static func scale(_ fields: YAMLFields) throws(StoreError) -> LabelScale? {
    guard let scale = try fields.fields("scale", known: ["kind", "labels"]) else { return nil }
    let labels = try scale.texts("labels") ?? []
    guard labels.count > 1, Set(labels).count == labels.count else {
      throw scale.wrong("labels", "has to hold two labels or more, each once, the worst first")
    }
    let word = try scale.word("kind", of: ["nominal", "ordinal"]) ?? "ordinal"
    return LabelScale(labels: labels, kind: LabelScale.Kind(rawValue: word) ?? .ordinal)
  }

  private static func program(_ fields: YAMLFields) throws(StoreError) -> Evaluator.Program? {
    guard let program = try fields.fields("program", known: ["command", "time_limit_seconds"]) else {
      return nil
    }
    guard let command = try program.texts("command"), !command.isEmpty else {
      throw program.wrong("command", "has to be a list: the program and what it is given")
    }
    guard command.allSatisfy({ !$0.utf8.contains(0) }) else {
      throw program.wrong("command", "must not hold a zero byte")
    }
    let seconds = try program.number("time_limit_seconds") ?? 10
    guard seconds > 0, seconds <= 3_600 else {
      throw program.wrong("time_limit_seconds", "has to be above 0 and at most 3600")
    }
    return Evaluator.Program(command: command, timeLimitSeconds: seconds)
  }

  private static func judge(_ fields: YAMLFields) throws(StoreError) -> JudgeSpec? {
    let known: Set<String> = [
      "endpoint", "model", "procedure", "prompt", "samples", "temperature", "seed", "answer_tokens",
    ]
    guard let judge = try fields.fields("judge", known: known) else { return nil }
    let prompt = try judge.requiredText("prompt")
    guard prompt.contains("{{conversation}}") else {
      throw judge.wrong("prompt", "has to say where the conversation comes: {{conversation}}")
    }
    let word = try judge.word("procedure", of: JudgeSpec.Procedure.allCases.map(\.rawValue)) ?? "direct"
    let temperature = try judge.number("temperature") ?? 0
    guard (0...2).contains(temperature) else { throw judge.wrong("temperature", "has to be from 0 to 2") }
    let seed = try judge.integer("seed", in: 0...(1 << 53))
    return JudgeSpec(
      endpoint: try judge.requiredText("endpoint"), model: try judge.requiredText("model"),
      procedure: JudgeSpec.Procedure(rawValue: word) ?? .direct, prompt: prompt,
      sampleCount: try judge.integer("samples", in: 1...100) ?? 1, temperature: temperature,
      seed: seed.map(UInt64.init),
      answerTokenLimit: try judge.integer("answer_tokens", in: 1...100_000) ?? 512)
  }

  /// Checks that an evaluator has the parts that its kind asks for, and no others.
  private static func validate(_ evaluator: Evaluator, _ fields: YAMLFields) throws(StoreError) {
    if evaluator.check != nil, evaluator.program != nil {
      throw fields.wrong("program", "cannot stand beside check: an evaluator has one of them")
    }
    let hasRule = evaluator.check != nil || evaluator.program != nil
    switch evaluator.kind {
    case .check:
      guard hasRule else { throw fields.wrong("an evaluator of kind check needs check: or program:") }
      guard evaluator.judge == nil else {
        throw fields.wrong("judge", "has no place in an evaluator of kind check; kind: hybrid has both")
      }
    case .judge:
      guard evaluator.judge != nil else { throw fields.wrong("an evaluator of kind judge needs judge:") }
      guard !hasRule else {
        throw fields.wrong(
          evaluator.check == nil ? "program" : "check",
          "has no place in an evaluator of kind judge; kind: hybrid has both")
      }
    case .hybrid:
      guard hasRule else { throw fields.wrong("an evaluator of kind hybrid needs check: or program:") }
      guard evaluator.judge != nil else { throw fields.wrong("an evaluator of kind hybrid needs judge:") }
    }
  }
}

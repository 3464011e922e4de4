package import JSONBytes

extension Fitness {
  /// Reads what an evaluation found, as `evaluation.json` and the workspace keep it; `nil` if it is no object.
  ///
  /// Whether the evaluator is fit is decided anew from the figures.
  package init?(_ document: JSONDocument, _ node: JSONNode) {
    guard document.kind(node) == .object else { return nil }
    func number(_ name: StaticString) -> Double? {
      document.field(name, of: node).flatMap(document.number).flatMap { $0.isFinite ? $0 : nil }
    }
    func count(_ name: StaticString) -> Int? {
      number(name).flatMap { $0 >= 0 && $0 < 1e15 ? Int($0) : nil }
    }
    let labelSet = document.field("label_set", of: node).flatMap { document.text($0) }
    self.init(
      labelCount: count("labels"), rarestCount: count("rarest_labels"), agreement: number("agreement"),
      ceiling: number("ceiling"), target: number("target") ?? Fitness.standardTarget,
      reliability: number("reliability"), labelSet: labelSet.map { document.string($0) })
  }

  /// Reads what the workspace keeps; `nil` if it is no object.
  package init?(json: String) {
    guard let document = try? JSONParser().parse(Array(json.utf8)) else { return nil }
    self.init(document, document.root)
  }
}

/// What an evaluation says of itself in `evaluation.json`, as far as a gate asks.
package struct EvaluationSummary: Sendable, Hashable {
  package var run: String?

  /// How far its evaluators agree with people, by their names.
  package var fitness: [String: Fitness] = [:]

  package init() {}

  /// Reads the file; `nil` if it is no JSON object.
  package init?(_ bytes: [UInt8]) {
    guard let document = try? JSONParser().parse(bytes), document.kind(document.root) == .object else {
      return nil
    }
    func text(_ node: JSONNode?) -> String? {
      node.flatMap { document.text($0) }.map { document.string($0) }
    }
    run = text(document.field("run", of: document.root))
    guard let evaluators = document.field("evaluators", of: document.root) else { return }
    var found: [String: Fitness] = [:]
    document.forEachElement(of: evaluators) { evaluator in
      guard let name = text(document.field("name", of: evaluator)),
        let fitness = document.field("fitness", of: evaluator).flatMap({ Fitness(document, $0) })
      else { return }
      found[name] = fitness
    }
    fitness = found
  }
}

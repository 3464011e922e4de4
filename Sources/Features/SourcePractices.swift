internal import JSONBytes
internal import Traces

/// What the values keep to that a tool is given and the user has not said: which field of an earlier answer they are
/// taken from, and whether they are of the record that the user described.
struct SourcePractices {
  private struct Found {
    var practice: Practice

    /// The name of the field that it is about; empty where it is known.
    let field: String
  }

  private var found: [Found] = []
  private let trace: Trace
  private var sources: ArgumentSources

  private static let practiceLimit = 48

  init(_ trace: Trace) { (self.trace, sources) = (trace, ArgumentSources(trace)) }

  /// Notes where a value comes from.
  ///
  /// - Parameters:
  ///   - turn: The turn of the call; later answers do not count.
  ///   - document: The arguments, which have the field's name.
  ///   - isNamed: Whether the name of a field is known, by the hash that goes with it.
  mutating func note(
    _ tool: UInt64, _ field: ByteRange, _ value: [UInt8], before turn: Int, _ document: JSONDocument,
    isNamed: (UInt64) -> Bool
  ) {
    guard let origin = sources.find(value, before: turn) else { return }
    let strings = document.strings.span
    let base = ByteHash.of(strings, field, seed: Lapse.lookedForSeed) & Lapse.fieldMask
    let isFirst = !found.contains { $0.practice.tool == tool && $0.practice.step == base }
    add(.otherSource, tool, base, isKept: true) { "" }
    let trace = self.trace
    var steps = [base]
    for name in origin.names {
      let step = base | name.hash & ~Lapse.fieldMask
      steps.append(step)
      // Of a list every value is to come from there.
      let source = ByteHash.of(trace.text.span, name.tool)
      add(.otherSource, tool, step, isKept: isFirst, source: source) {
        isNamed(step) ? "" : document.string(field) + Lapse.sourceSeparator + trace.string(name.range)
      }
    }
    for index in found.indices where isOf(base, found[index].practice, tool) {
      if !steps.contains(found[index].practice.step) { found[index].practice.isKept = false }
    }
    if let isKept = origin.isOfSaidRecord {
      let step = ByteHash.of(strings, field, seed: Lapse.fieldSeed)
      add(.otherRecord, tool, step, isKept: isKept) { isNamed(step) ? "" : document.string(field) }
    }
  }

  private func isOf(_ base: UInt64, _ practice: Practice, _ tool: UInt64) -> Bool {
    practice.kind == .otherSource && practice.tool == tool && practice.step & Lapse.fieldMask == base
  }

  private mutating func add(
    _ kind: Lapse.Kind, _ tool: UInt64, _ step: UInt64, isKept: Bool, source: UInt64 = 0,
    _ field: () -> String
  ) {
    let known = found.firstIndex {
      $0.practice.kind == kind && $0.practice.tool == tool && $0.practice.step == step
    }
    if let known {
      if !isKept, kind == .otherRecord { found[known].practice.isKept = false }
    } else if found.count < Self.practiceLimit {
      let practice = Practice(kind: kind, tool: tool, step: step, isKept: isKept, source: source)
      found.append(Found(practice: practice, field: field()))
    }
  }

  /// Calls a closure with each practice, each once, and the name of the field that it is about.
  func forEach(_ body: (Practice, _ field: () -> String) -> Void) {
    for found in found { body(found.practice) { found.field } }
  }
}

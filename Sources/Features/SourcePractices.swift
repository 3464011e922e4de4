internal import JSONBytes
internal import Traces

/// What the values keep to that a tool is given and the user has not said: which field of an earlier answer they are
/// taken from, and whether they are of the record that the user described.
struct SourcePractices {
  private struct Found {
    var practice: Practice
    let field: String
  }

  private var found: [Found] = []
  private var sources: ArgumentSources

  private static let practiceLimit = 48

  init(_ trace: Trace) { sources = ArgumentSources(trace) }

  /// Notes where a value comes from.
  ///
  /// - Parameters:
  ///   - turn: The turn of the call; later answers do not count.
  ///   - document: The arguments, which have the field's name.
  mutating func note(
    _ tool: UInt64, _ field: ByteRange, _ value: [UInt8], before turn: Int, _ document: JSONDocument
  ) {
    guard let origin = sources.find(value, before: turn) else { return }
    let strings = document.strings.span
    let base = ByteHash.of(strings, field, seed: Lapse.lookedForSeed) & Lapse.fieldMask
    let isFirst = !found.contains { $0.practice.tool == tool && $0.practice.step == base }
    add(.otherSource, tool, base, isKept: true) { "" }
    let sources = self.sources
    var steps = [base]
    for name in origin.names {
      let step = base | name.hash & ~Lapse.fieldMask
      steps.append(step)
      // Of a list every value is to come from there.
      add(.otherSource, tool, step, isKept: isFirst, source: sources.hash(ofTool: name.tool)) {
        document.string(field) + Lapse.sourceSeparator + sources.string(name.range)
      }
    }
    for index in found.indices where isOf(base, found[index].practice, tool) {
      if !steps.contains(found[index].practice.step) { found[index].practice.isKept = false }
    }
    if let isKept = origin.isOfSaidRecord {
      add(.otherRecord, tool, ByteHash.of(strings, field, seed: Lapse.fieldSeed), isKept: isKept) {
        document.string(field)
      }
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

import JSONBytes

/// The scales of criteria, as a file gives them.
///
/// The shape is `{SET: {"criteria": {CRITERION: {"labels": [...], "scale": "nominal"}}}}`; the outer level may be
/// left out. `judge_labels` beside `labels` names those of judges where they are others.
package struct ScaleFile: Sendable {
  /// The scales of each set, by the name of the set and of the criterion; "" is a file without sets.
  private var sets: [String: [String: LabelScale]] = [:]

  /// Reads a scale file.
  ///
  /// - Throws: `LabelFileError.badScales` with what is wrong.
  package init(_ bytes: [UInt8], file: String) throws(LabelFileError) {
    let document: JSONDocument
    do {
      document = try JSONParser().parse(bytes)
    } catch {
      throw .badScales(file: file, reason: "it is not JSON")
    }
    var reason: String?
    if let criteria = document.field("criteria", of: document.root) {
      sets[""] = ScaleFile.scales(criteria, document, &reason)
    } else {
      document.forEachField(of: document.root) { key, value in
        guard let criteria = document.field("criteria", of: value) else { return }
        sets[document.string(key)] = ScaleFile.scales(criteria, document, &reason)
      }
    }
    if sets.values.allSatisfy(\.isEmpty), reason == nil { reason = "it names no criterion" }
    if let reason { throw .badScales(file: file, reason: reason) }
  }

  /// The scale of a criterion: that of the named set if it has one, else the one on which all sets agree.
  package func scale(of criterion: String, set: String?) -> LabelScale? {
    if let set, let scale = sets[set]?[criterion] { return scale }
    let found = Set(sets.values.compactMap { $0[criterion] })
    return found.count == 1 ? found.first : nil
  }

  private static func scales(
    _ criteria: JSONNode, _ document: JSONDocument, _ reason: inout String?
  ) -> [String: LabelScale] {
    var result: [String: LabelScale] = [:]
    var problem = reason
    document.forEachField(of: criteria) { key, value in
      let name = document.string(key)
      let labels = list("labels", of: value, document)
      let judgeLabels = list("judge_labels", of: value, document)
      let word = document.field("scale", of: value).flatMap(document.text).map(document.string) ?? "nominal"
      guard let kind = kind(of: word) else {
        problem = "criterion \(name) has the scale \(word); known are nominal, ordinal and graded"
        return
      }
      guard !labels.isEmpty, Set(labels).count == labels.count, Set(judgeLabels).count == judgeLabels.count
      else {
        problem = "criterion \(name) has no labels or one label twice"
        return
      }
      result[name] = LabelScale(
        labels: labels, kind: kind, judgeLabels: judgeLabels.isEmpty ? nil : judgeLabels)
    }
    reason = problem
    return result
  }

  private static func list(_ field: StaticString, of node: JSONNode, _ document: JSONDocument) -> [String] {
    var labels: [String] = []
    guard let list = document.field(field, of: node) else { return labels }
    document.forEachElement(of: list) { element in
      if let range = document.text(element) {
        labels.append(document.string(range))
      } else if let number = document.number(element) {
        labels.append(number == number.rounded() ? "\(Int(number))" : "\(number)")
      }
    }
    return labels
  }

  private static func kind(of word: String) -> LabelScale.Kind? {
    switch word {
    case "nominal": .nominal
    case "ordinal", "graded", "interval": .ordinal
    default: nil
    }
  }
}

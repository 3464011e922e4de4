internal import ContentHash
package import Evaluators
import Foundation
internal import Labels

extension Workspace {
  /// The evaluators of the workspace with their versions, by name.
  ///
  /// - Throws: `StoreError.evaluator` for a file that is none, and for one whose criterion there is not.
  package func evaluators() throws(StoreError) -> [Evaluator.Version] {
    let criteria = Dictionary(try self.criteria().map { ($0.name, $0) }) { first, _ in first }
    let folder = path + "/" + EvaluatorFile.folder
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var evaluators: [Evaluator.Version] = []
    for name in names where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      let file = folder + "/" + name
      guard let yaml = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw .evaluator(path: file, line: nil, detail: StoreError.noText)
      }
      let evaluator = try EvaluatorFile.evaluator(yaml: yaml, path: file) { criteria[$0]?.scale }
      guard evaluator.name + ".yaml" == name else {
        throw .evaluator(
          path: file, line: EvaluatorFile.line(of: "name", in: yaml),
          detail: "its name is \(evaluator.name), not that of the file; rename one of them")
      }
      guard let criterion = criteria[evaluator.criterion] else {
        throw .evaluator(
          path: file, line: EvaluatorFile.line(of: "criterion", in: yaml),
          detail: "there is no criterion \(evaluator.criterion); `faultline criteria list` lists them")
      }
      evaluators.append(version(of: evaluator, criterionVersion: criterion.version))
    }
    return evaluators
  }

  /// The evaluators of some names, in the order of the names; all if none is named.
  ///
  /// - Throws: `StoreError.unknownEvaluator` for a name that there is not.
  package func evaluators(named names: [String]) throws(StoreError) -> [Evaluator.Version] {
    let all = try evaluators()
    guard !names.isEmpty else { return all }
    var found: [Evaluator.Version] = []
    for name in names {
      guard let version = all.first(where: { $0.evaluator.name == name }) else {
        throw .unknownEvaluator(name: name)
      }
      if !found.contains(version) { found.append(version) }
    }
    return found
  }

  /// An evaluator with what decides its verdicts, the files of its program among it.
  package func version(of evaluator: Evaluator, criterionVersion: String) -> Evaluator.Version {
    var hashes: [String: String] = [:]
    for word in evaluator.program?.command ?? [] where hashes[word] == nil {
      if let hash = hash(ofFile: word, isFirst: word == evaluator.program?.command.first) {
        hashes[word] = hash
      }
    }
    return Evaluator.Version(evaluator, criterionVersion: criterionVersion, programHashes: hashes)
  }

  /// The hash of the file that a word of a command names, as seen from the workspace; `nil` if it names none.
  ///
  /// A program that is looked for in the system's folders is not of the evaluator's own making and is left out.
  private func hash(ofFile word: String, isFirst: Bool) -> String? {
    if isFirst, !word.contains("/") { return nil }
    let file = word.hasPrefix("/") ? word : path + "/" + word
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue,
      let data = FileManager.default.contents(atPath: file)
    else { return nil }
    return ContentHash.hexadecimal(of: Array(data))
  }

  /// Writes the file of a new evaluator.
  ///
  /// - Returns: Its path.
  /// - Throws: `StoreError.evaluator` if there is one of this name already.
  package func add(_ evaluator: Evaluator, remarks: [String] = []) throws(StoreError) -> String {
    let file = "\(path)/\(EvaluatorFile.folder)/\(evaluator.name).yaml"
    guard !FileManager.default.fileExists(atPath: file) else {
      throw .evaluator(
        path: file, line: nil, detail: "there is such an evaluator already; it was left as it is")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/" + EvaluatorFile.folder, withIntermediateDirectories: true)
      try EvaluatorText(evaluator).file(remarks: remarks).write(
        toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw .unwritable(path: file, code: (error as NSError).posixCode)
    }
    return file
  }
}

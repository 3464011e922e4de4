import Alignment
import Evaluators
import Foundation
import Store

/// The calibrations that a workspace keeps for its evaluators, in `calibrations/*.json`.
enum CalibrationMaps {
  static let folder = "calibrations"

  /// The guarded map of each evaluator that has one for this very version of it, by its name; of several the one whose
  /// file's name is last.
  ///
  /// - Throws: `StoreError.settings` for a file that is no calibration.
  static func maps(of workspace: Workspace, for suite: [Evaluator.Version]) throws -> [String: LabelMap] {
    let folder = "\(workspace.path)/\(folder)"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var maps: [String: LabelMap] = [:]
    for name in names where name.hasSuffix(".json") && !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard let data = FileManager.default.contents(atPath: path),
        let record = try? JSONDecoder().decode(CalibrationRecord.self, from: data)
      else {
        throw StoreError.settings(
          path: path, line: nil,
          detail: "it is no calibration of `faultline calibrate`; take it out of this folder")
      }
      for version in suite where version.evaluator.judge != nil {
        let evaluator = version.evaluator
        guard record.kind == .guarded, record.wide == nil, record.criterion == evaluator.criterion,
          record.isOf(judge: evaluator.name, version: version.id)
        else { continue }
        guard record.judgeVersion == version.id else {
          Message.warning(
            "\(path) is of version \(record.judgeVersion ?? "unknown") of \(evaluator.name), which is \(version.id) now; it was not applied"
          )
          continue
        }
        maps[evaluator.name] = LabelMap(id: record.id, labelSet: record.labelSet, labels: record.map)
      }
    }
    return maps
  }
}

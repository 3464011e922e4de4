import ArgumentParser
import Foundation
import Labels
import Queues
import Reports
import Store

/// The labels of a workspace, those told apart whose trace or criterion has changed since.
struct ReviewLabels {
  let fresh: [ReturnedLabel]
  let stale: [ReturnedLabel]
  private let traceIDs: [String: String]

  var staleCount: Int { stale.count }

  /// - Parameter set: The name of a label set; `nil` for the current labels.
  init(_ workspace: Workspace, _ memory: Memory, set: String? = nil) throws {
    let versions = Dictionary(try workspace.criteria().map { ($0.name, $0.version) }) { first, _ in first }
    var (fresh, stale): ([ReturnedLabel], [ReturnedLabel]) = ([], [])
    for kept in try memory.labels(inSet: set) {
      let isStale = kept.hasOtherText || versions[kept.label.criterion] != kept.label.criterionVersion
      if isStale { stale.append(kept.label) } else { fresh.append(kept.label) }
    }
    (self.fresh, self.stale) = (fresh, stale)
    traceIDs = Dictionary(try memory.queueItems().map { ($0.id, $0.traceID) }) { first, _ in first }
  }

  /// The ids of the items and traces that have labels on every one of the criteria.
  func labelledIDs(on criteria: [Criterion]) -> Set<String> {
    var answered: [String: Set<String>] = [:]
    for label in fresh {
      for id in [label.itemID, traceIDs[label.itemID]].compactMap({ $0 }) {
        answered[id, default: []].insert(label.criterion)
      }
    }
    return Set(answered.filter { $0.value.isSuperset(of: criteria.map(\.name)) }.keys)
  }
}

/// The files that items and verdicts are read from.
enum QueueFiles {
  /// The report that was written last in a workspace.
  static func lastReport(of workspace: Workspace) throws -> String {
    let folder = workspace.path + "/reports"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let held = names.last { FileManager.default.fileExists(atPath: "\(folder)/\($0)/queue.jsonl") }
    guard let held else {
      Message.error("There is no report in \(folder); name one, or run `faultline mine` first.")
      throw ExitCode.failure
    }
    return folder + "/" + held
  }

  /// What a report is called: its folder's name, which is that of its week if it was given no other.
  static func name(ofReport path: String) -> String {
    let url = URL(filePath: path)
    return (url.pathExtension == "jsonl" ? url.deletingLastPathComponent() : url).lastPathComponent
  }

  /// The items of all reports in a workspace, each once, the latest text of it.
  static func reportedItems(of workspace: Workspace) throws -> [QueueItem] {
    let folder = workspace.path + "/reports"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var (found, order): ([String: QueueItem], [String]) = ([:], [])
    for name in names where FileManager.default.fileExists(atPath: "\(folder)/\(name)/queue.jsonl") {
      for item in try items(at: "\(folder)/\(name)") {
        if found.updateValue(item, forKey: item.id) == nil { order.append(item.id) }
      }
    }
    return order.compactMap { found[$0] }
  }

  /// The items of a report's folder or of a queue file.
  static func items(at path: String) throws -> [QueueItem] {
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let file = isFolder.boolValue ? path.withoutEndSlashes + "/queue.jsonl" : path
    guard let data = FileManager.default.contents(atPath: file) else {
      Message.error("\(file): cannot be read; name a report of `faultline mine`.")
      throw ExitCode.failure
    }
    var items: [QueueItem] = []
    for (index, line) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 32 }) else { continue }
      do throws(QueueItemError) {
        items.append(try QueueItem(line: line))
      } catch {
        Message.error("\(file), line \(index + 1): \(error.reason).")
        throw ExitCode.failure
      }
    }
    return items
  }

  /// The verdicts in label files, by item.
  static func verdicts(in files: [String]) throws -> [String: [QueueExport.Verdict]] {
    var table = LabelTable()
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw ValidationError("\(file) cannot be read; check the name and the rights.")
      }
      do {
        try table.append(Array(data), file: file)
      } catch {
        throw ValidationError(LabelMessages.text(error))
      }
    }
    LabelMessages.report(table)
    var verdicts: [String: [QueueExport.Verdict]] = [:]
    for row in 0..<table.count where table.isJudge[row] {
      let item = table.items.text(Int(table.item[row]))
      verdicts[item, default: []].append(
        QueueExport.Verdict(
          criterion: table.criteria.text(Int(table.criterion[row])),
          judge: table.annotators.text(Int(table.annotator[row])),
          label: table.labels.text(Int(table.label[row])), score: table.score(row: row)))
    }
    return verdicts
  }
}

extension WorkspaceOption {
  /// Takes the lock of a workspace, waiting for another job.
  func lock(_ workspace: Workspace, job: String) throws -> WorkspaceLock {
    try WorkspaceLock(workspace, job: job) { holder in
      Message.raw("faultline: waiting for \(workspace.path), in use by \(holder)\n")
      return true
    }
  }
}

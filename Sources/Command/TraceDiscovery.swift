import Foundation
import Ingest
import Reports
import Traces

extension Discovery {
  /// Finds the files that traces are read from, and warns of what could not be found.
  static func traceFiles(at paths: [String]) -> Result {
    let discovery = Discovery(
      temporaryFolder: NSTemporaryDirectory(), readsTable: TraceFormats.readsTable,
      leavesOut: { TrialSieve(bytes: $1).leftOut(of: $0) },
      isOutput: { folder, names in Self.isReport(folder, names) })
    let found = discovery.files(at: paths)
    for failure in found.failures { Message.warning(failure.words) }
    return found
  }

  /// Whether a folder was written from traces by `mine`, `evaluate` or `watch`.
  ///
  /// The traces that it quotes are not to be met again.
  private static func isReport(_ folder: String, _ names: [String]) -> Bool {
    ["manifest.json", "evaluation.json", "watch.json"].contains {
      names.contains($0) && EarlierReport.isOurs(folder + "/" + $0)
    }
  }
}

extension Discovery.Result {
  /// Says what was left out of folders; `nil` if nothing was.
  var words: String? {
    let parts = [wordsForTrials, wordsForOutputs, wordsForIrregular].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ". ")
  }

  private var wordsForOutputs: String? {
    guard let first = outputs.first else { return nil }
    let count = outputs.count == 1 ? "1 report" : "\(Figures.count(outputs.count)) reports"
    return "Left out: \(count) of Faultline, which quote traces, such as \(first)"
  }

  private var wordsForIrregular: String? {
    guard let first = irregular.first else { return nil }
    let count =
      irregular.count == 1
      ? "1 pipe, socket or device" : "\(Figures.count(irregular.count)) pipes, sockets or devices"
    return "Left out: \(count), such as \(first); what a pipe holds is read as -"
  }

  private var wordsForTrials: String? {
    guard let first = leftOut.first else { return nil }
    let count = leftOut.count == 1 ? "1 file" : "\(Figures.count(leftOut.count)) files"
    return """
      Left out of folders of Harbor's jobs: \(count) that tell a trial again or hold no trace, such as \(first)
      """
  }

  /// Says on standard error what was left out.
  func noteLeftOut() {
    if let words { Message.note(words) }
  }
}

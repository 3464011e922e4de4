import Foundation
import Ingest
import Reports
import Traces

extension Discovery {
  /// Finds the files that traces are read from, and warns of what could not be found.
  static func traceFiles(at paths: [String]) -> Result {
    let discovery = Discovery(
      temporaryFolder: NSTemporaryDirectory(), readsTable: TraceFormats.readsTable,
      leavesOut: { TrialSieve(bytes: $1).leftOut(of: $0) })
    let found = discovery.files(at: paths)
    for failure in found.failures { Message.warning(failure.words) }
    return found
  }
}

extension Discovery.Result {
  /// Says what was left out of the folders of trials; `nil` if nothing was.
  var words: String? {
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

import Foundation
import Glibc

/// The progress of reading, on a terminal; nothing in a pipe.
struct Progress {
  private let totalByteCount: Int
  private let isShown: Bool
  private let start = ContinuousClock().now
  private var lastShown: ContinuousClock.Instant?

  /// The stored bytes read of each file that has begun.
  private var offsets: [Int: Int] = [:]

  init(totalByteCount: Int, isShown: Bool) {
    self.totalByteCount = totalByteCount
    self.isShown = isShown && isatty(STDERR_FILENO) == 1
  }

  mutating func advance(file: Int, storedOffset: Int, traceCount: Int) {
    guard isShown else { return }
    offsets[file] = storedOffset
    let now = ContinuousClock().now
    guard lastShown.map({ now - $0 >= .milliseconds(100) }) ?? true else { return }
    lastShown = now
    let read = offsets.values.reduce(0, +)
    let elapsed = seconds(now - start)
    let rate = Double(read) / max(elapsed, 0.001)
    let left = Double(max(0, totalByteCount - read)) / max(rate, 1)
    let percent = totalByteCount > 0 ? min(100, 100 * read / totalByteCount) : 100
    let line = """
      \(percent) %  \(traceCount) trace\(traceCount == 1 ? "" : "s")  \(String(format: "%.0f", rate / 1e6)) MB/s  \
      \(String(format: "%.0f", left.rounded(.up))) s left
      """
    Message.raw("\r\u{1B}[K" + line)
  }

  /// Takes the line away.
  func finish() {
    if isShown, lastShown != nil { Message.raw("\r\u{1B}[K") }
  }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}

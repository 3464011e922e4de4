import ArgumentParser
import Foundation
import Reports
import Traces

/// Lists the formats that are read.
struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the trace formats that are read, and what of each.",
    discussion: """
      A file's format is found by the fields of its records, never by its name, and files of several \
      formats may be read together. What an export holds is said by `faultline inspect`.

      Example:
        faultline formats
      """)

  func run() {
    let indent = 2 + (TraceFormats.names.map(\.count).max() ?? 0)
    var last = ""
    for format in TraceFormats.listed {
      let name = format.name == last ? "" : format.name
      show(format.summary, behind: name, indent: indent)
      last = format.name
    }
    print("")
    show("Any of them may be compressed by gzip or zstd, stand in a zip archive, or be several in one array.")
    show("A format of your own is read with --map FILE, Parquet after a conversion: see README.md.")
  }

  /// Prints a text behind a name, on a terminal in as many lines as it takes, else in one.
  private func show(_ text: String, behind name: String = "", indent: Int = 0) {
    let lines = Screen.width.map { WrappedText.lines(text, width: max(20, $0 - indent)) } ?? [text]
    for (number, line) in lines.enumerated() {
      print((number == 0 ? name : "").padding(toLength: indent, withPad: " ", startingAt: 0) + line)
    }
  }
}

import ArgumentParser
import Foundation
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
    let width = TraceFormats.names.map(\.count).max() ?? 0
    var last = ""
    for format in TraceFormats.listed {
      let name = format.name == last ? "" : format.name
      print(name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + format.summary)
      last = format.name
    }
  }
}

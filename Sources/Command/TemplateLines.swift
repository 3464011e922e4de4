import ArgumentParser
import Features
import Foundation
import Ingest
import JSONBytes
import Reports

/// Prints the template of each line of a file, so that masks can be checked.
struct TemplateLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Prints the template of each line of a file.",
    discussion: """
      A template is a message after masking: numbers, ids, dates, paths, hosts and quotes, and the words \
      that vary among messages of one shape, are replaced by placeholders. Lines that one statement of a \
      program writes are of one template, whatever states, reasons and optional parts it fills in. Where \
      the lines of a log begin with a header (time, level, who wrote them), the template is of what follows \
      it. One template is printed for each line read.

      Example:
        faultline templates errors.log | sort | uniq -c | sort -rn
      """)

  @Argument(help: "A file with a message a line, plain or compressed, or - for standard input.")
  var file: String?

  @Flag(help: "Print the table of masks instead.")
  var masks = false

  func validate() throws {
    guard (file != nil) != masks else {
      throw ValidationError("Name one file, or - for standard input, or --masks.")
    }
  }

  func run() throws {
    guard let file else { return printMasks() }
    let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: [file])
    for failure in found.failures { throw failure }
    var messages: [TemplateMiner.Message] = []
    var failure: IngestError?
    for source in found.files {
      do throws(IngestError) {
        try source.forEachLine { line in
          let whole = ByteRange(start: 0, count: line.count)
          messages.append(TemplateMiner.Message(bytes: TerminalCodes.removed(from: line, whole) ?? line))
        }
      } catch {
        failure = error
      }
    }
    if let first = messages.first?.bytes, Self.isUTF16(first) {
      Message.error("\(file): UTF-16 text; save it as UTF-8")
      throw ExitCode.failure
    }
    printTemplates(of: messages)
    if let failure { throw failure }
  }

  /// Prints in large pieces, since there may be millions of lines.
  private func printTemplates(of messages: [TemplateMiner.Message]) {
    let templates = TemplateMiner(joinsStatements: true).mine(messages: messages)
    let texts = templates.templates.map { Terminal.line($0.text) + "\n" }
    var output: [UInt8] = []
    for (place, index) in templates.assignments.enumerated() {
      output += texts[index].utf8
      guard output.count > 1 << 20 || place == templates.assignments.count - 1 else { continue }
      // What is printed through a buffer is lost in silence where it is longer than that.
      do { try FileHandle.standardOutput.write(contentsOf: output) } catch { Faultline.endWithLostOutput() }
      output.removeAll(keepingCapacity: true)
    }
  }

  /// Whether a first line is of UTF-16: by its byte order mark, or since every other byte of ASCII is zero in it.
  private static func isUTF16(_ line: [UInt8]) -> Bool {
    let head = line.prefix(64)
    return head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      || head.count { $0 == 0 } * 3 > head.count
  }

  private func printMasks() {
    for mask in Masks.table {
      print("\(mask.placeholder)  \(mask.meaning): “\(mask.example)” → “\(mask.maskedExample)”")
    }
  }
}

import Foundation
import Testing

@testable import Reports

private let pages = SampleRun.report.pages(redacting: true)
private let snapshotFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
  path: "Snapshots")

@Test func `the pages are those that were read and found good`() throws {
  if ProcessInfo.processInfo.environment["RECORD_PAGES"] != nil {
    for page in pages {
      let file = snapshotFolder.appending(path: page.path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try page.text.write(to: file, atomically: true, encoding: .utf8)
    }
  }
  for page in pages {
    let known = try String(contentsOf: snapshotFolder.appending(path: page.path), encoding: .utf8)
    #expect(page.text == known, "\(page.path)")
  }
}

import Foundation
import Testing

@Test func `each line gets a template, and lines of one kind the same`() throws {
  let folder = try TemporaryFolder()
  let users = (0..<9).map { "user \($0 * 13 + 100) not found" }
  let disks = (0..<9).map { "disk /dev/sd\($0) is full at 9\($0) %" }
  let lines = zip(users, disks).flatMap { [$0, $1] } + [""]
  try folder.write(lines.map { $0 + "\r\n" }.joined(), to: "log.txt")
  let outcome = try Tool.run(["templates", "log.txt"], in: folder)
  #expect(outcome.code == 0)
  let printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(printed.count == lines.count + 1)
  #expect(Set(printed.dropLast()).count == 3)
  #expect(printed[0] == "user <num> not found")
  #expect(printed[0] == printed[16])
  #expect(try Tool.shell("faultline templates - < log.txt", in: folder).output == outcome.output)
  try Tool.shell("gzip -k log.txt; head -c 60 log.txt.gz > cut.gz", in: folder)
  #expect(try Tool.run(["templates", "log.txt.gz"], in: folder).output == outcome.output)
  let cut = try Tool.run(["templates", "cut.gz"], in: folder)
  #expect(cut.code == 1 && cut.errors.contains("cut off"))
}

@Test func `the table of masks is printed`() throws {
  let folder = try TemporaryFolder()
  let outcome = try Tool.run(["templates", "--masks"], in: folder)
  #expect(outcome.code == 0)
  #expect(outcome.output.split(separator: "\n").count > 15)
  #expect(outcome.output.contains("<uuid>"))
}

@Test func `an empty file has no templates, a missing one is an error`() throws {
  let folder = try TemporaryFolder()
  try folder.write("", to: "empty")
  let outcome = try Tool.run(["templates", "empty"], in: folder)
  #expect(outcome.code == 0 && outcome.output.isEmpty)
  #expect(try Tool.run(["templates", "missing"], in: folder).code == 1)
}

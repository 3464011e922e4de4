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

@Test func `of a file that is cut off the templates before the cut are printed, and then that it is`() throws
{
  let folder = try TemporaryFolder()
  let lines = (0..<4_000).map { "user \($0 * 7_919 % 10_007) not found in \($0 % 97)" }
  try folder.write(lines.map { $0 + "\n" }.joined(), to: "log.txt")
  try Tool.shell("gzip log.txt; head -c 10000 log.txt.gz > cut.gz", in: folder)
  let cut = try Tool.run(["templates", "cut.gz"], in: folder)
  #expect(cut.code == 1 && cut.errors.contains("cut.gz: the compressed file is cut off"))
  let printed = cut.output.split(separator: "\n")
  #expect(printed.count > 100 && printed.count < 4_000)
  #expect(Set(printed) == ["user <num> not found in <num>"])
}

@Test func `a full disk and text in UTF-16 are told in words`() throws {
  let folder = try TemporaryFolder()
  try folder.write("user 17 not found\n", to: "log.txt")
  let full = try Tool.shell("faultline templates log.txt > /dev/full", in: folder)
  #expect(full.code == 1)
  #expect(full.errors.contains("could not be written") && !full.errors.contains("Domain"))
  try folder.write(String(repeating: "user 17 not found\n", count: 100_000), to: "long.txt")
  let long = try Tool.shell("faultline templates long.txt > /dev/full", in: folder)
  #expect(long.code == 1 && long.errors.contains("could not be written"))
  for order in ["UTF-16", "UTF-16LE", "UTF-16BE"] {
    try Tool.shell("iconv -f UTF-8 -t \(order) log.txt > wide.txt", in: folder)
    let wide = try Tool.run(["templates", "wide.txt"], in: folder)
    #expect(wide.code == 1 && wide.output.isEmpty, "\(order)")
    #expect(wide.errors.contains("wide.txt: UTF-16 text; save it as UTF-8"))
  }
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

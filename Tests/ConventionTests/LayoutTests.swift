import Foundation
import Testing

@Test func `the top level holds what a reader expects`() throws {
  let known: Set<String> = [
    "Package.swift", "Package.resolved", "Sources", "Tests", "Corpora", "Reports", "README.md", "Makefile",
    "CHANGELOG.md", "LICENSE",
  ]
  let names = try SourceTree.names(in: ".").filter { !$0.hasPrefix(".") && !known.contains($0) }
  #expect(names == [])
}

@Test func `every folder of sources and tests is a target`() throws {
  let manifest = try SourceTree.text(of: "Package.swift")
  for folder in try SourceTree.names(in: "Sources") where !folder.contains(".") {
    let isTarget = manifest.contains("\"\(folder)\"")
    #expect(isTarget, "Sources/\(folder)")
  }
  for folder in try SourceTree.names(in: "Tests") where !folder.contains(".") && folder != "Fuzz" {
    let stem = folder.hasSuffix("Tests") ? String(folder.dropLast(5)) : folder
    let isTarget =
      manifest.contains(try Regex("tests\\(\\s*\"\(stem)\"")) || manifest.contains("\"\(folder)\"")
    #expect(isTarget, "Tests/\(folder)")
  }
}

@Test func `the map of the sources names every module`() throws {
  let map = try SourceTree.text(of: "Sources/README.md")
  for folder in try SourceTree.names(in: "Sources") where !folder.contains(".") {
    let isNamed = map.contains("`\(folder)`")
    #expect(isNamed, "\(folder)")
  }
}

@Test func `the project speaks of itself alone`() throws {
  // Written in parts, so that this file passes its own test.
  let words = [
    "/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "work" + "tree", "hold" + "out", "co-auth" + "ored",
  ]
  let made = ["generated", "written", "made", "authored"].map { $0 + " by an " + "ai" }
  let endings: Set<String> = ["swift", "md", "py", "sh", "cpp", "h", "yaml", "yml", "modulemap", ""]
  let folders = ["Sources", "Tests", "Corpora", "Reports", ".ci"].flatMap(SourceTree.paths)
  var findings: [String] = []
  for path in folders + ["Makefile", "README.md", "CHANGELOG.md", "Package.swift"] {
    guard endings.contains((path as NSString).pathExtension), let text = try? SourceTree.text(of: path) else {
      continue
    }
    // Paths in texts made up for tests and corpora are no paths of a machine.
    let searched = isMadeUp(path) ? made : words + made
    for word in searched where text.range(of: word, options: .caseInsensitive) != nil {
      findings.append("\(path): \(word)")
    }
  }
  #expect(findings == [])
}

private func isMadeUp(_ path: String) -> Bool {
  path.hasPrefix("Corpora/") || path.hasPrefix("Reports/")
    || path.hasPrefix("Tests/") && !path.hasPrefix("Tests/C") || path.contains("/Features/")
    || path.contains("/DemoCorpus/")
}

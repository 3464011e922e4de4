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
  // The formatter puts the name of a target with many dependencies on a line of its own.
  let manifest = try SourceTree.text(of: "Package.swift").replacing(/\(\s+/, with: "(")
  for folder in try SourceTree.names(in: "Sources") where holdsSources("Sources/" + folder) {
    #expect(manifest.contains("\"\(folder)\""), "Sources/\(folder)")
  }
  // The fuzzer is built by a script of its own, with a runtime that no target can ask for.
  for folder in try SourceTree.names(in: "Tests") where holdsSources("Tests/" + folder) && folder != "Fuzz" {
    let stem = folder.hasSuffix("Tests") ? String(folder.dropLast(5)) : folder
    let isTarget = manifest.contains("tests(\"\(stem)\"") || manifest.contains("\"\(folder)\"")
    #expect(isTarget, "Tests/\(folder)")
  }
}

/// Whether there is something to compile; programs in other languages beside the package are no targets.
private func holdsSources(_ folder: String) -> Bool {
  let endings = [".swift", ".c", ".cpp", ".modulemap"]
  return SourceTree.paths(in: folder).contains { path in endings.contains { path.hasSuffix($0) } }
}

@Test func `the map of the sources names every module`() throws {
  let map = try SourceTree.text(of: "Sources/README.md")
  for folder in try SourceTree.names(in: "Sources") where !folder.contains(".") {
    #expect(map.contains("`\(folder)`"), "Sources/README.md does not name \(folder)")
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

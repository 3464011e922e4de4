import Testing

@Test func `every module has its place in the line`() {
  let known = Set(Layers.order)
  #expect(Set(SourceTree.sources.map(\.module)).subtracting(known).sorted() == [])
  #expect(known.count == Layers.order.count)
}

@Test func `a module imports only what stands before it`() {
  var findings: [String] = []
  for file in SourceTree.sources {
    guard let place = Layers.order.firstIndex(of: file.module) else { continue }
    for name in file.imports {
      guard let imported = Layers.order.firstIndex(of: name) else { continue }
      if imported >= place { findings.append("\(file.path) imports \(name)") }
    }
  }
  #expect(findings == [])
}

@Test func `what must never be imported is not`() {
  var findings: [String] = []
  for rule in Layers.never {
    for file in SourceTree.sources where file.module == rule.module {
      for name in file.imports where rule.imports.contains(name) {
        findings.append("\(file.path) imports \(name), but \(rule.because)")
      }
    }
  }
  #expect(findings == [])
}

@Test func `a module before the edges imports no edge and no package`() {
  let inner = Set(Layers.ground + Layers.stages + Layers.line)
  let ours = Set(Layers.order).union(Layers.foreign)
  var findings: [String] = []
  for file in SourceTree.sources {
    let allowed = inner.contains(file.module) ? ours.subtracting(Layers.edges) : ours.union(Layers.packages)
    for name in file.imports where !allowed.contains(name) { findings.append("\(file.path) imports \(name)") }
  }
  #expect(findings == [])
}

@Test func `imports are found among other lines`() {
  let text = """
    // import Never
    package import Features
    @testable import Traces
    let text = "import Nothing"
    import struct Foundation.Data
    """
  let file = SourceFile(path: "Sources/A/B.swift", lines: [], codeLines: SwiftText.codeLines(of: text))
  #expect(file.imports == ["Features", "Traces", "Foundation.Data"])
}

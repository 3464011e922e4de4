import Testing

/// Modules whose results must depend on their arguments alone.
private let pureModules = Set(Layers.ground + Layers.stages + Layers.line)

private func findings(in files: [SourceFile], _ pattern: some RegexComponent) -> [String] {
  files.flatMap { $0.places(of: pattern) }
}

@Test func `stages do not print, read files, or look at the clock or the environment`() {
  let outside =
    /\b(print|debugPrint|dump|readLine)\(|\b(FileManager|FileHandle|ProcessInfo|CommandLine|ContinuousClock|SuspendingClock|Process)\b|\b(Date|UUID)\(\)|\b(getenv|setenv|fopen|fputs|fprintf|clock_gettime|gettimeofday)\(|contentsOf(File)?:\s*URL/
  #expect(findings(in: SourceTree.sources.filter { pureModules.contains($0.module) }, outside) == [])
}

/// Draws from the system's generator, and hashes that are new in each run.
private func isUnseeded(_ code: some StringProtocol) -> Bool {
  String(code).contains(
    /\bSystemRandomNumberGenerator\b|\.random\(in:(?!.*\busing:)|\.(random|randomElement|shuffled?)\(\)|\b(arc4random\w*|drand48|rand|random)\(\)|\bHasher\(|\.hashValue\b/
  )
}

@Test func `nothing random comes without a seed`() {
  // A hidden name beside a report must be new each time, and is never seen in what is written.
  let files = SourceTree.sources.filter { $0.path != "Sources/Ingest/Draft.swift" }
  let findings = files.flatMap { file in
    file.codeLines.indices.filter { isUnseeded(file.codeLines[$0]) }.map { file.place(ofLine: $0) }
  }
  #expect(findings == [])
}

@Test(arguments: [
  "Int.random(in: 0..<6)", "Bool.random()", "rows.randomElement()", "rows.shuffled()", "rows.shuffle()",
  "var generator = SystemRandomNumberGenerator()", "arc4random_uniform()", "name.hashValue",
])
func `a draw without a generator is found`(code: String) {
  #expect(isUnseeded(code))
}

@Test(arguments: [
  "Int.random(in: 0..<6, using: &generator)", "rows.shuffled(using: &generator)", "case .random(let count):",
  "self = .random(count)", "shuffled(places, &generator)", "rows.randomElement(using: &dice)",
])
func `a seeded draw and a case of that name are none`(code: String) {
  #expect(!isUnseeded(code))
}

@Test func `nothing traps on purpose but a broken promise of ours`() {
  let traps = /\bfatalError\(|\btry!|\bas!\s|\bunowned\(unsafe\)|\bassert(ionFailure)?\(/
  #expect(findings(in: SourceTree.sources, traps) == [])
}

@Test func `no error is dropped in silence`() {
  #expect(findings(in: SourceTree.sources, /catch\s*\{\s*\}/) == [])
}

@Test func `nothing is public, for there is no library to be imported`() {
  #expect(findings(in: SourceTree.sources, /^\s*(@\w+ )*(public|open)\s/) == [])
}

@Test func `names are words of the field`() {
  let empty =
    /\b(class|struct|enum|protocol|actor) \w*(Utilities|Utils?|Helpers?|Common|Core|Managers?|Services?)\b/
  #expect(findings(in: SourceTree.sources, empty) == [])
  let stems = ["Utilities", "Utility", "Utils", "Helper", "Common", "Manager", "Service"]
  let files = SourceTree.sources.filter { file in
    let name = file.path.split(separator: "/").dropFirst().joined(separator: "/")
    return stems.contains { name.hasPrefix($0) || name.contains("/" + $0) || name.contains($0 + ".swift") }
  }
  #expect(files.map(\.path) == [])
}

@Test func `a file is short, or a table`() {
  // Tables: a row a line, nothing to follow.
  let tables: Set<String> = []
  let long = (SourceTree.sources + SourceTree.tests).filter {
    $0.lines.count > 400 && !tables.contains($0.path)
  }
  #expect(long.map { "\($0.path): \($0.lines.count) lines" } == [])
}

@Test func `every type and what other modules use has a doc comment`() {
  let type = /^(package |private |fileprivate )?(final |indirect )?(struct|class|enum|protocol|actor) \w/
  let used =
    /^\s*package (final |static |mutating |indirect )*(struct|class|enum|protocol|actor|func|subscript)\s/
  // What a protocol asks for is described there.
  let inherited =
    /func (<|==|next\(\)|hash\(|encode\(|recognises\(|(read|identity|elements|confirms|append)\((_|of) [a-z]+: )/
  var findings: [String] = []
  for file in SourceTree.sources {
    for index in file.codeLines.indices {
      let line = file.codeLines[index]
      guard line.contains(type) || line.contains(used), !line.contains(inherited) else { continue }
      if !isDocumented(file.lines, index) { findings.append(file.place(ofLine: index)) }
    }
  }
  #expect(findings == [])
}

/// Whether a doc comment stands above a declaration, attributes between them passed over.
private func isDocumented(_ lines: [Substring], _ index: Int) -> Bool {
  var above = index - 1
  while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
  return above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
}

@Test func `strings and comments are no code`() {
  let text = #"""
    let a = "print(\(b("print(")))" // print(
    let c = """
      fatalError( \(d) "
      """
    """#
  let lines = SwiftText.codeLines(of: text)
  #expect(lines == [#"let a = "" b("") "#, #"let c = """#, " d", ""])
}

import Foundation
import Testing

private func object(_ data: Data?) throws -> [String: Any] {
  try JSONSerialization.jsonObject(with: data ?? Data()) as? [String: Any] ?? [:]
}

@Test func `the object that mine prints has the fields that programs rely on`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText + "broken\n" + Samples.good[0] + "\n", to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--json", "--out", "r"], in: folder)
  #expect(outcome.code == 2)
  let json = outcome.json
  #expect(
    Set(json.keys).isSuperset(of: [
      "traces", "duplicates", "conflicts", "rejections", "outcomes", "signatures", "unassigned", "seconds",
      "peak_bytes", "report",
    ]))
  #expect(outcome.count("traces") == 24)
  #expect(outcome.count("duplicates") == 1)
  #expect(outcome.count("rejections") == 1)
  #expect(json["outcomes"] as? [String: Int] == ["success": 12, "failure": 12, "unknown": 0])
  let seconds = json["seconds"] as? [String: Double] ?? [:]
  #expect(Set(seconds.keys) == ["read", "features", "cluster", "report"])
  #expect(seconds.values.allSatisfy { $0 >= 0 && $0 < 600 })
  #expect(outcome.count("peak_bytes") > 1_000_000)
  #expect(json["report"] as? String == "r/README.md")
}

@Test func `the files of a report have the fields that programs rely on`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  let files = try folder.files(in: "r")
  let rows = try folder.text(of: "r/assignments.csv").split(separator: "\n")
  #expect(rows[0] == "trace_id,signature_id,source,offset,outcome,distance")
  #expect(rows.count == 13)
  let root = try object(files["signatures.json"])
  #expect(Set(root.keys).isSuperset(of: ["schema_version", "run", "signatures"]))
  let signatures = root["signatures"] as? [[String: Any]] ?? []
  #expect(signatures.count == 2)
  #expect(signatures.compactMap { $0["rank"] as? Int } == [1, 2])
  for signature in signatures {
    #expect(
      Set(signature.keys).isSuperset(of: [
        "id", "rank", "name", "support", "share", "failure_rate", "lift", "severity", "stability", "tools",
        "error_types", "template", "step", "terms", "representatives",
      ]))
    let id = signature["id"] as? String ?? ""
    #expect(files["signatures/\(id).md"] != nil)
    #expect(rows.count { $0.contains(",\(id),") } == signature["support"] as? Int)
    let representatives = signature["representatives"] as? [[String: Any]] ?? []
    #expect(!representatives.isEmpty)
    for representative in representatives {
      #expect(Set(representative.keys).isSuperset(of: ["trace_id", "role", "inclusion_probability"]))
    }
  }
  let queue = try folder.text(of: "r/queue.jsonl").split(separator: "\n")
  #expect(!queue.isEmpty)
  for line in queue {
    let item = try object(Data(line.utf8))
    #expect(
      Set(item.keys).isSuperset(of: [
        "item_id", "trace_id", "signature_id", "role", "stratum", "inclusion_probability", "shown_sha256",
        "messages",
      ]))
    #expect((item["shown_sha256"] as? String)?.count == 64)
  }
  #expect(try !object(files["manifest.json"]).isEmpty)
  #expect(files["README.md"] != nil && files["rejections.md"] != nil)
}

@Test func `with all traces asked for, every trace has a row`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--only", "all", "--out", "r"], in: folder).code == 0)
  let rows = try folder.text(of: "r/assignments.csv").split(separator: "\n").dropFirst()
  #expect(rows.count == 24)
  #expect(rows.count { $0.contains(",success,") } == 12)
}

@Test func `the number of signatures can be asked for`() throws {
  let folder = try TemporaryFolder()
  let corpus = try Samples.demoCorpus(in: folder, traces: 500, modes: 12)
  for count in [1, 5, 9] {
    let outcome = try Tool.run(
      ["mine", corpus, "--signatures", "\(count)", "--min-support", "1", "--json", "--out", "r"], in: folder)
    #expect(outcome.code == 0)
    #expect(outcome.count("signatures") == count)
  }
}

@Test func `links between the pages lead somewhere`() throws {
  let folder = try TemporaryFolder()
  let corpus = try Samples.demoCorpus(in: folder, traces: 400, modes: 10)
  #expect(try Tool.run(["mine", corpus, "--out", "r"], in: folder).code == 0)
  let files = try folder.files(in: "r")
  for (name, data) in files where name.hasSuffix(".md") {
    let text = String(decoding: data, as: UTF8.self)
    let above = name.split(separator: "/").dropLast()
    for match in text.matches(of: #/\]\(([^()\s]+)\)/#) {
      let link = match.1.prefix { $0 != "#" }
      guard !link.isEmpty, !link.contains("://") else { continue }
      var path = Array(above)
      for part in link.split(separator: "/") {
        if part == ".." { _ = path.popLast() } else if part != "." { path.append(part) }
      }
      #expect(files[path.joined(separator: "/")] != nil, "\(name) links to \(link)")
    }
  }
}

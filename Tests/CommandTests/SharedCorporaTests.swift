import Foundation
import Testing

/// A folder of corpora beside the package; `nil` where it is absent.
private func shared(_ name: String) -> String? {
  let path = Tool.packageRoot + "/../shared/corpora/" + name
  guard FileManager.default.fileExists(atPath: path) else {
    print("skipped: ../shared/corpora/\(name) is not there")
    return nil
  }
  return path
}

/// The number of elements of the JSON array in a file.
private func elementCount(_ path: String) throws -> Int {
  let value = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
  return (value as? [Any])?.count ?? 0
}

@Test func `every record of the tau-bench results is a trace or a duplicate`() throws {
  guard let path = shared("agentrx_tau/data/tau_retail") else { return }
  let folder = try TemporaryFolder()
  let failed = try elementCount(path + "/tau_dataset_failed.json")
  let full = try elementCount(path + "/tau_dataset_full.json")
  let outcome = try Tool.run(["mine", path, "--json", "--out", "r"], in: folder)
  #expect(outcome.code == 0)
  #expect(outcome.count("records") == failed + full)
  #expect(outcome.count("traces") + outcome.count("duplicates") == failed + full)
  let outcomes = outcome.json["outcomes"] as? [String: Int] ?? [:]
  #expect(outcomes["unknown"] == 0)
  #expect((outcomes["failure"] ?? 0) >= failed)
  #expect(outcome.count("signatures") > 0)
}

@Test func `every line of the conversations without outcomes is a trace`() throws {
  guard let path = shared("taubench_fewshot/few_shot_data") else { return }
  let folder = try TemporaryFolder()
  let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".jsonl") }
  let lineCount = try names.reduce(0) { count, name in
    count + (try String(contentsOfFile: path + "/" + name, encoding: .utf8)).split(separator: "\n").count
  }
  let outcome = try Tool.run(["mine", path, "--json", "--out", "r"], in: folder)
  #expect(outcome.code == 0)
  #expect(lineCount > 0)
  #expect(outcome.count("traces") + outcome.count("duplicates") == lineCount)
  #expect((outcome.json["outcomes"] as? [String: Int])?["unknown"] == outcome.count("traces"))
}

import Foundation
import Testing

private let header = "item_id,criterion,annotator,role,label,judge_version\n"

/// A judge that says the opposite of what people say on nine of ten items.
private func reversed(_ count: Int, version: String = "v1") -> String {
  (0..<count).map { item in
    let (label, other) = item.isMultiple(of: 2) ? ("pass", "fail") : ("fail", "pass")
    let verdict = item % 10 == 9 ? label : other
    return "\(item),c,ann,human,\(label),\n\(item),c,j,judge,\(verdict),\(version)\n"
  }.joined()
}

@Test func `calibrate gives plain, guarded and none with agreement, W and map`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + reversed(100), to: "labels.csv")
  let outcome = try Tool.run(["calibrate", "labels.csv", "--json"], in: folder)
  #expect(outcome.code == 0)
  let found = try #require((outcome.json["criteria"] as? [[String: Any]])?.first)
  #expect(found["criterion"] as? String == "c" && found["judge"] as? String == "j")
  for (name, after) in [("none", 0.1), ("plain", 0.9), ("guarded", 0.9)] {
    let map = try #require(found[name] as? [String: Any])
    #expect(map["before"] as? Double == 0.1)
    #expect(map["after"] as? Double == after)
    #expect((map["W"] as? [[Double]])?.count == 2)
    #expect(
      map["map"] as? [String: String]
        == (name == "none" ? ["fail": "fail", "pass": "pass"] : ["fail": "pass", "pass": "fail"]))
  }
}

@Test func `a calibration is applied to new verdicts of its judge and version`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + reversed(100), to: "labels.csv")
  #expect(try Tool.run(["calibrate", "labels.csv", "--out", "report"], in: folder).code == 0)
  let page = try folder.text(of: "report/README.md")
  #expect(page.contains("use the guarded map"))
  #expect(try folder.text(of: "report/learning-1.svg").hasPrefix("<svg"))
  try folder.write(
    header + "n1,c,j,judge,pass,v1\nn2,c,j,judge,fail,v1\nn3,c,other,judge,fail,v1\n", to: "new.csv")
  let mapped = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "new.csv"], in: folder)
  #expect(mapped.code == 0)
  let lines = mapped.output.split(separator: "\n")
  #expect(lines.count == 3)
  #expect(lines[1].hasPrefix("n1,c,j,judge,fail,pass,"))
  #expect(lines[2].hasPrefix("n2,c,j,judge,pass,fail,"))
  try folder.write(header + "n1,c,j,judge,pass,v2\n", to: "newer.csv")
  let refused = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "newer.csv"], in: folder)
  #expect(refused.code == 1)
  #expect(refused.errors.contains("--any-version"))
  let forced = try Tool.run(
    ["calibrate", "apply", "report/calibration-1.json", "newer.csv", "--any-version"], in: folder)
  #expect(forced.code == 0)
}

@Test func `a map carried over to another criterion comes with a warning`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + reversed(100), to: "labels.csv")
  try Tool.run(["calibrate", "labels.csv", "--out", "report"], in: folder)
  try folder.write(header + "n1,d,j,judge,pass,v1\n", to: "new.csv")
  let mapped = try Tool.run(
    ["calibrate", "apply", "report/calibration-1.json", "new.csv", "--on", "d"], in: folder)
  #expect(mapped.code == 0)
  #expect(mapped.errors.contains("learnt on c"))
  #expect(mapped.output.contains("n1,d,j,judge,fail,pass,"))
}

@Test func `labels drawn with chances correct the share, and some without chances are refused`() throws {
  let folder = try TemporaryFolder()
  func rows(_ chance: (Int) -> String) -> String {
    "item_id,criterion,annotator,role,label,inclusion_probability\n"
      + (0..<400).map { item in
        let verdict = item % 4 == 0 ? "fail" : "pass"
        let label = item % 20 == 1 ? "fail" : verdict
        let human = item < 120 ? "\(item),c,ann,human,\(label),\(chance(item))\n" : ""
        return human + "\(item),c,j,judge,\(verdict),\n"
      }.joined()
  }
  try folder.write(rows { $0 % 4 == 0 ? "0.6" : "0.2" }, to: "labels.csv")
  try folder.write(rows { $0 < 60 ? "0.6" : "" }, to: "some.csv")
  func share(_ file: String) throws -> [String: Any] {
    let outcome = try Tool.run(["calibrate", file, "--json"], in: folder)
    let found = try #require((outcome.json["criteria"] as? [[String: Any]])?.first)
    return try #require((found["prevalence"] as? [[String: Any]])?.first)
  }
  let weighted = try share("labels.csv")
  #expect(weighted["weighted"] as? Bool == true)
  // A quarter is flagged; of 120 labels 6 add a missed event of weight 5 each.
  let corrected = try #require(weighted["prediction_powered"] as? [String: Any])
  #expect(abs((corrected["share"] as? Double ?? 0) - (0.25 + 30.0 / 400)) < 1e-9)
  let refused = try #require(try share("some.csv")["prediction_powered"] as? [String: Any])
  #expect((refused["refused"] as? String)?.contains("60 labels lack") == true)
}

@Test func `what is no calibration file is refused`() throws {
  let folder = try TemporaryFolder()
  try folder.write("{}", to: "map.json")
  try folder.write(header + "n1,c,j,judge,pass,v1\n", to: "new.csv")
  let outcome = try Tool.run(["calibrate", "apply", "map.json", "new.csv"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("no calibration file"))
}

@Test func `one version of several is calibrated under its own name and found again`() throws {
  let folder = try TemporaryFolder()
  let second = (0..<100).map { "\($0),c,j,judge,pass,v2\n" }.joined()
  try folder.write(header + reversed(100) + second, to: "labels.csv")
  #expect(
    try Tool.run(["calibrate", "labels.csv", "--judge", "j (v1)", "--out", "report"], in: folder).code == 0)
  try folder.write(header + "n1,c,j,judge,pass,v1\n", to: "new.csv")
  let mapped = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "new.csv"], in: folder)
  #expect(mapped.output.contains("n1,c,j,judge,fail,pass,"))
}

@Test func `series compares the maps on files with their scales`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + reversed(100), to: "labels.csv")
  let outcome = try Tool.run(
    ["calibrate", "series", "labels.csv", "--repeats", "5", "--sizes", "k5,half"], in: folder)
  #expect(outcome.code == 0)
  #expect(outcome.output.contains("| half"))
  #expect(outcome.output.contains("labels c j"))
}

/// Two judges: `one` is right on even items and has probabilities and scores that are unsure where it is wrong; `two`
/// is right on all.
private func divided(_ count: Int) -> String {
  "item_id,criterion,annotator,role,label,score,probabilities\n"
    + (0..<count).map { item in
      let isPass = item % 4 < 2
      let (label, other) = isPass ? ("pass", "fail") : ("fail", "pass")
      let isRight = item % 2 == 0
      let verdict = isRight ? label : other
      // Sure where it is right, and unsure where it is wrong.
      let chance = isRight ? 0.95 : 0.55
      let pass = verdict == "pass" ? chance : 1 - chance
      return "\(item),c,ann,human,\(label),,\n"
        + "\(item),c,one,judge,\(verdict),\(pass),pass:\(pass);fail:\(1 - pass)\n"
        + "\(item),c,two,judge,\(isPass ? "pass" : "fail"),,\n"
    }.joined()
}

@Test(arguments: ["scores", "judges"])
func `a map from scores or several judges is learnt, kept and applied`(source: String) throws {
  let folder = try TemporaryFolder()
  try folder.write(divided(200), to: "labels.csv")
  let arguments =
    ["calibrate", "labels.csv", "--from", source] + (source == "judges" ? [] : ["--judge", "one"])
  let outcome = try Tool.run(arguments + ["--json"], in: folder)
  #expect(outcome.code == 0, "\(outcome.errors)")
  let found = try #require((outcome.json["criteria"] as? [[String: Any]])?.first)
  let guarded = try #require(found["guarded"] as? [String: Any])
  let before = try #require(guarded["before"] as? Double)
  // A mean over random halves of two hundred.
  #expect(found["from"] as? String == source && abs(before - 0.5) < 0.05)
  #expect((guarded["after"] as? Double ?? 0) > 0.99 && (found["expected_gain"] as? Double ?? 0) > 0.4)
  #expect(try Tool.run(arguments + ["--out", "report"], in: folder).code == 0)
  #expect(try folder.text(of: "report/README.md").contains("use the guarded map"))
  try folder.write(divided(8), to: "new.csv")
  let mapped = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "new.csv"], in: folder)
  #expect(mapped.code == 0, "\(mapped.errors)")
  let labels = mapped.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[4] }
  #expect(labels == ["pass", "pass", "fail", "fail", "pass", "pass", "fail", "fail"])
}

@Test func `a map from what no verdict has is refused, and one that lacks a judge, too`() throws {
  let folder = try TemporaryFolder()
  try folder.write(header + reversed(40), to: "labels.csv")
  let none = try Tool.run(["calibrate", "labels.csv", "--from", "probabilities"], in: folder)
  #expect(none.code == 2 && none.errors.contains("no probabilities"))
  #expect(try Tool.run(["calibrate", "labels.csv", "--from", "judges"], in: folder).code == 2)
  #expect(
    try Tool.run(["calibrate", "labels.csv", "--from", "scores", "--split", "half"], in: folder).code == 64)
  try folder.write(divided(200), to: "both.csv")
  try Tool.run(["calibrate", "both.csv", "--from", "judges", "--out", "report"], in: folder)
  try folder.write(header + "n1,c,one,judge,pass,\n", to: "new.csv")
  let lacking = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "new.csv"], in: folder)
  #expect(lacking.code == 1 && lacking.errors.contains("two"))
}

@Test func `what cannot be seen in labels is shown in the calibration file, and applies as it was`() throws {
  let folder = try TemporaryFolder()
  let hidden = { (text: String) in
    text.replacing("pass", with: "p\u{200B}ass").replacing("fail", with: "f\u{202E}ail")
  }
  try folder.write(header + hidden(reversed(100)), to: "labels.csv")
  #expect(try Tool.run(["calibrate", "labels.csv", "--out", "report"], in: folder).code == 0)
  let file = try folder.text(of: "report/calibration-1.json")
  #expect(file.contains(#"p\u200bass"#) && file.contains(#"f\u202eail"#))
  #expect(!file.contains("\u{200B}") && !file.contains("\u{202E}"))
  try folder.write(header + hidden("n1,c,j,judge,pass,v1\n"), to: "new.csv")
  let mapped = try Tool.run(["calibrate", "apply", "report/calibration-1.json", "new.csv"], in: folder)
  #expect(mapped.code == 0 && mapped.output.split(separator: "\n").count == 2)
}

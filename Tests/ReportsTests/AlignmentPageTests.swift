import Alignment
import Foundation
import Labels
import Reports
import Testing

private func result(overlaps: Bool = true, name: String = "judge") -> AlignmentResult {
  var table = LabelTable()
  for item in 0..<30 {
    table.append(
      item: "i\(item)", criterion: "tone", annotator: "ann", isJudge: false,
      label: item < 20 ? "pass" : "fail")
    table.append(
      item: overlaps ? "i\(item)" : "other \(item)", criterion: "tone", annotator: name, isJudge: true,
      label: item < 15 ? "pass" : "fail")
  }
  let scale = LabelScale(labels: ["fail", "pass"], kind: .nominal)
  let ratings = RatingsReader(scales: ["tone": scale]).ratings(in: table)
  return AlignmentStudy(resampling: Resampling(resampleCount: 100)).result(for: ratings, table: table)
}

@Test func `the page has its cards, tables and pictures`() throws {
  let files = AlignmentPage(result(), target: 0.8).files
  #expect(files.map(\.path) == ["README.md", "agreement.svg", "confusion-1.svg"])
  let page = files[0].text
  #expect(page.contains("5 of 30"))
  #expect(page.contains("83.3 %"))
  #expect(page.contains("0.833 [0.653, 0.944]"))
  for file in files.dropFirst() {
    #expect(file.text.hasPrefix("<svg"))
    #expect(page.contains("](\(file.path))"))
  }
}

@Test func `without overlap the page says so and how to get some`() {
  let files = AlignmentPage(result(overlaps: false), target: 0.8).files
  #expect(files.count == 1)
  #expect(files[0].text.contains("Nothing could be compared"))
  #expect(files[0].text.contains("1. Label items"))
  #expect(files[0].text.contains("2. Run the judge"))
}

@Test func `names in the page are no markup`() {
  for file in AlignmentPage(result(name: "<script>alert(1)</script>|x"), target: 0.8).files {
    #expect(!file.text.contains("<script"))
  }
}

@Test func `JSON has null where a figure is undefined and rows of the confusion are references`() throws {
  let text = AlignmentJSON(result()).text
  let value = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  #expect(value["schema_version"] as? Int == 1)
  let criteria = try #require(value["criteria"] as? [[String: Any]])
  let judge = try #require(criteria.first)
  #expect(judge["paired"] as? Int == 30)
  #expect(judge["kappa_quadratic"] is NSNull)
  #expect(judge["lever"] as? String == "label more")
  let confusion = try #require(judge["confusion"] as? [String: Any])
  #expect(confusion["counts"] as? [[Int]] == [[10, 0], [5, 15]])
  let interval = try #require(judge["interval"] as? [String: Any])
  #expect((interval["exact_match"] as? [Double])?.count == 2)
}

import Foundation
import FoundationXML
import Testing

@testable import Reports

private let chart = BarChart(
  title: "Share of failures",
  bars: [
    .init(
      label: "issue_refund fails with a permission error after get_order", value: 312, figure: "312 (31 %)"),
    .init(label: "assistant says it is done, no tool was called", value: 120, figure: "120 (12 %)"),
    .init(label: "<script>alert(1)</script> 退款失败", value: 7, figure: "7"),
    .init(label: "none", value: 0, figure: "0"),
  ])
private let trend = TrendChart(
  title: "Failure rate",
  points: (0..<9).map { week in
    let value = week == 4 ? Double.nan : 0.2 + 0.05 * Double(week % 4)
    return .init(
      label: "W\(week + 10)", value: value, interval: week == 4 ? nil : value - 0.05...value + 0.06)
  }, format: { "\(Int(($0 * 100).rounded())) %" })
private let map = HeatMap(
  title: "Tools × error types", rows: ["issue_refund", "get_order_details"],
  columns: ["timeout", "permission", "not found"], counts: [[3, 40, 0], [12, 0, 1]])

private let pictures = [
  ("bars", chart.svg), ("trend", trend.svg), ("heat", map.svg),
  ("no-bars", BarChart(title: "None", bars: []).svg),
  ("one-point", TrendChart(title: "One", points: [.init(label: "W1", value: 0)], format: { "\($0)" }).svg),
  ("no-points", TrendChart(title: "None", points: [], format: { "\($0)" }).svg),
  ("no-map", HeatMap(title: "None", rows: [], columns: [], counts: []).svg),
]

@Test(arguments: pictures)
func `pictures are well-formed and hold nothing that acts`(name: String, svg: String) throws {
  let parser = XMLParser(data: Data(svg.utf8))
  #expect(parser.parse(), "\(name): \(String(describing: parser.parserError))")
  #expect(!svg.contains("<script") && !svg.contains("href") && !svg.contains("nan"))
  if let folder = ProcessInfo.processInfo.environment["PICTURES_FOLDER"] {
    try svg.write(toFile: folder + "/\(name).svg", atomically: true, encoding: .utf8)
  }
}

@Test(arguments: [
  (0.0, "0"), (1.5, "1.5"), (-0.25, "-0.25"), (2.004, "2"), (3.05, "3.05"), (Double.nan, "0"),
])
func `coordinates have two decimals at most`(value: Double, text: String) {
  #expect(Picture.number(value) == text)
}

@Test func `the longest bar takes all the space and the others their share`() {
  let widths = chart.svg.split(separator: "\n").filter { $0.hasPrefix("<rect") }
    .compactMap { $0.firstMatch(of: /width="([0-9.]+)"/).flatMap { Double($0.output.1) } }
  #expect(widths.count == 4)
  #expect(abs(widths[1] / widths[0] - 120.0 / 312) < 0.001 && widths[3] == 0)
}

@Test(arguments: [2, 3, 7, 31, 43, 100]) func `dates under a line do not overlap and stay in the picture`(
  count: Int
) {
  let points = (0..<count).map {
    TrendChart.Point(label: "2026-0\(1 + $0 % 9)-\(10 + $0 % 20)", value: Double($0 % 4))
  }
  let svg = TrendChart(title: "Failures by week", points: points) { "\(Int($0))" }.svg
  let labels = svg.matches(of: /x="([0-9.]+)" y="200"[^>]*>([0-9-]+)</).compactMap { match in
    Double(match.output.1).map { centre in
      let half = Double(Picture.width(of: String(match.output.2))) / 2
      return (start: centre - half, end: centre + half)
    }
  }.sorted { $0.start < $1.start }
  #expect(labels.count > 1)
  #expect(labels.allSatisfy { $0.start >= 0 && $0.end <= 640 })
  #expect(zip(labels, labels.dropFirst()).allSatisfy { $0.end + 8 <= $1.start })
}

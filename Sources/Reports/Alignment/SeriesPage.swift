package import Alignment
import Labels

/// What plain ridge, the guarded map and no map do over many cuts, in one table.
package struct SeriesPage: Sendable {
  /// The means of one judge on one criterion of a set.
  package struct Series: Sendable {
    package let name: String
    package let means: [CalibrationSeries.Means]

    package init(name: String, means: [CalibrationSeries.Means]) {
      self.name = name
      self.means = means
    }
  }

  private let series: [Series]
  private let variants: [CalibrationVariant]

  /// A series is made worse when its mean agreement falls by more than this.
  private static let harm = 0.002

  package init(series: [Series], variants: [CalibrationVariant]) {
    self.series = series
    self.variants = variants
  }

  package var markdown: String {
    var text =
      "# Plain ridge, guarded map and no map\n\nMean gain in agreement on held-out pairs.\n\n" + summary
    text += "\n## By series\n\n" + detail
    if !variants.isEmpty { text += "\n## What the published map leaves open\n\n" + variantTable }
    return text
  }

  private var summary: String {
    var table = MarkdownTable(columns: [
      ("size", .left), ("series", .right), ("plain", .right), ("guarded", .right),
      ("made worse by plain", .right),
      ("by guarded", .right), ("guarded keeps 0.9 of the gain, harms a third as many", .left),
    ])
    for index in series.first?.means.indices ?? 0..<0 {
      let means = series.map { $0.means[index] }
      let n = Double(means.count)
      let plain = means.reduce(0) { $0 + $1.plain - $1.before } / n
      let guarded = means.reduce(0) { $0 + $1.guarded - $1.before } / n
      let plainHarms = means.count { $0.plain - $0.before < -SeriesPage.harm }
      let guardedHarms = means.count { $0.guarded - $0.before < -SeriesPage.harm }
      let isMet =
        (plain <= 0 || guarded >= 0.9 * plain) && guarded >= -0.001
        && Double(guardedHarms) <= Double(plainHarms) / 3
      table.appendRow([
        means[0].size.name, "\(means.count)", FigureText.signed4(plain), FigureText.signed4(guarded),
        "\(plainHarms)", "\(guardedHarms)", isMet ? "yes" : "no",
      ])
    }
    return table.markdown
  }

  private var detail: String {
    var table = MarkdownTable(columns: [
      ("series", .left), ("size", .left), ("learnt from", .right), ("no map", .right), ("plain", .right),
      ("guarded", .right),
    ])
    for series in series {
      for means in series.means {
        table.appendRow([
          series.name, means.size.name, FigureText.decimal(means.calibrationCount, digits: 0),
          FigureText.decimal(means.before, digits: 4), FigureText.decimal(means.plain, digits: 4),
          FigureText.decimal(means.guarded, digits: 4),
        ])
      }
    }
    return table.markdown
  }

  private var variantTable: String {
    var table = MarkdownTable(columns: [
      ("variant", .left), ("of", .left), ("criterion", .left), ("judge", .left), ("held out", .right),
      ("no map", .right), ("plain", .right), ("guarded", .right),
    ])
    for variant in variants {
      table.appendRow([
        variant.kind.rawValue, variant.detail, variant.criterion, variant.judge, "\(variant.heldOutCount)",
        FigureText.decimal(variant.none, digits: 4), FigureText.decimal(variant.plain, digits: 4),
        FigureText.decimal(variant.guarded, digits: 4),
      ])
    }
    return table.markdown
  }
}

extension FigureText {
  /// A gain with its sign and four decimals.
  static func signed4(_ value: Double) -> String { (value > 0 ? "+" : "") + decimal(value, digits: 4) }
}

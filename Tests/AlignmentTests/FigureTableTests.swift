import Alignment
import Labels
import Testing

private let tolerance = 1e-12

private func value(_ figure: Figure, _ counts: [Int], ordinal: Bool = true) -> Double? {
  let size = counts.count == 4 ? 2 : 3
  let scale = LabelScale(labels: (0..<size).map { "\($0)" }, kind: ordinal ? .ordinal : .nominal)
  return FigureTable(Confusion(labelCount: size, counts: counts), scale: scale).value(figure)
}

@Test func `a perfect judge has every agreement at one and every error at zero`() {
  let counts = [5, 0, 0, 0, 4, 0, 0, 0, 3]
  for figure in Figure.allCases {
    let value = value(figure, counts)
    if figure == .truePositiveRate || figure == .trueNegativeRate {
      #expect(value == nil, "three labels have no pass")
    } else {
      #expect(abs((value ?? .nan) - (figure.isError ? 0 : 1)) < tolerance, "\(figure.rawValue)")
    }
  }
}

@Test func `a perfectly wrong judge of two labels is at the other end`() {
  let counts = [0, 6, 6, 0]
  let least: [Figure: Double] = [
    .exactMatch: 0, .kappa: -1, .kappaLinear: -1, .kappaQuadratic: -1, .gwetAC1: -1, .mse: 1, .nmse: 100,
    .nmseVariance: 4, .mae: 1, .pearson: -1, .spearman: -1, .kendall: -1, .precision: 0, .recall: 0, .f1: 0,
    .truePositiveRate: 0, .trueNegativeRate: 0, .fleissKappa: -1,
  ]
  for (figure, expected) in least {
    #expect(abs((value(figure, counts) ?? .nan) - expected) < tolerance, "\(figure.rawValue)")
  }
}

@Test func `constant labels leave kappa, alpha and correlations undefined`() {
  let constant = [9, 0, 0, 0]
  for figure in [
    Figure.kappa, .kappaLinear, .kappaQuadratic, .alphaNominal, .pearson, .spearman, .kendall, .nmseVariance,
    .fleissKappa, .precision, .truePositiveRate,
  ] {
    #expect(value(figure, constant) == nil, "\(figure.rawValue)")
  }
  #expect(value(.exactMatch, constant) == 1)
  #expect(value(.gwetAC1, constant) == 1)
  #expect(value(.mse, constant) == 0)
  #expect(value(.trueNegativeRate, constant) == 1)
}

@Test func `no pairs leave every figure undefined`() {
  for figure in Figure.allCases { #expect(value(figure, [0, 0, 0, 0]) == nil) }
}

@Test func `labels without an order have no figure that needs one`() {
  let counts = [5, 1, 2, 1, 4, 0, 0, 2, 3]
  for figure in Figure.allCases where figure.needsOrder || figure.needsPositions {
    #expect(value(figure, counts, ordinal: false) == nil)
    #expect(value(figure, counts) != nil)
  }
}

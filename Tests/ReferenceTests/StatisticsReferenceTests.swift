import Statistics
import Testing

private struct StatisticsFigures: Decodable {
  let normalQuantiles: [[Double]]
  let normalCumulative: [[Double]]
  let chiSquareTails: [[Double]]
  let studentTails: [[Double]]
  let studentQuantiles: [[Double]]
  let betas: [[Double]]
  let proportions: [ProportionFigures]
  let comparisons: [ComparisonFigures]
  let paired: [PairedFigures]
  let pValues: [Double]
  let adjustedPValues: [Double]
  let exponents: [Double]
  let logSumExp: Double
  let assignments: [AssignmentFigures]

  struct ProportionFigures: Decodable {
    let successCount: Int
    let count: Int
    let level: Double
    let wilson: [Double]
    let exact: [Double]
  }

  struct ComparisonFigures: Decodable {
    let counts: [Int]
    let score: Double
    let scoreTest: Double
    let exactTest: Double
  }

  struct PairedFigures: Decodable {
    let counts: [Int]
    let exactTest: Double
    let chiSquareTest: Double
  }

  struct AssignmentFigures: Decodable {
    let rowCount: Int
    let columnCount: Int
    let costs: [Double]
    let cost: Double
  }

  static func read() throws -> StatisticsFigures {
    try figures(StatisticsFigures.self, in: "statistics_reference.json")
  }
}

/// Logarithms of gamma functions at 50,000 lose four digits of sixteen; tails far out lose some more.
private let tailTolerance = 1e-9
private let tolerance = 1e-10

@Test func `distributions equal those of SciPy`() throws {
  let figures = try StatisticsFigures.read()
  for row in figures.normalQuantiles {
    #expect(agree(StandardNormal.quantile(row[0]), row[1], tolerance: 1e-14))
  }
  for row in figures.normalCumulative {
    #expect(agreeInDigits(StandardNormal.cumulative(row[0]), row[1], tolerance: tailTolerance))
  }
  for row in figures.chiSquareTails {
    #expect(agree(ChiSquare(degreesOfFreedom: row[0]).upperTail(row[1]), row[2], tolerance: tolerance))
  }
  for row in figures.studentTails {
    let tail = StudentT(degreesOfFreedom: row[0]).twoSidedTail(row[1])
    #expect(agree(tail, row[2], tolerance: tailTolerance))
  }
  for row in figures.studentQuantiles {
    let quantile = StudentT(degreesOfFreedom: row[0]).quantile(row[1])
    #expect(agree(quantile, row[2], tolerance: tailTolerance))
  }
  for row in figures.betas {
    #expect(agree(regularisedBeta(row[0], row[1], row[2]), row[3], tolerance: tailTolerance))
  }
}

@Test func `intervals of proportions equal those of statsmodels`() throws {
  for reference in try StatisticsFigures.read().proportions {
    let proportion = Proportion(reference.successCount, of: reference.count)
    let wilson = proportion.wilsonInterval(level: reference.level)
    #expect(agree(wilson?.lower, reference.wilson[0], tolerance: tolerance))
    #expect(agree(wilson?.upper, reference.wilson[1], tolerance: tolerance))
    let exact = proportion.exactInterval(level: reference.level)
    #expect(agree(exact?.lower, reference.exact[0], tolerance: tolerance))
    #expect(agree(exact?.upper, reference.exact[1], tolerance: tolerance))
  }
}

@Test func `tests of proportions equal those of SciPy and statsmodels`() throws {
  let figures = try StatisticsFigures.read()
  for reference in figures.comparisons {
    let counts = reference.counts
    let comparison = ProportionComparison(
      Proportion(counts[0], of: counts[1]), Proportion(counts[2], of: counts[3]))
    #expect(agree(comparison.score, reference.score, tolerance: tolerance))
    #expect(agree(comparison.scoreTest, reference.scoreTest, tolerance: tolerance))
    #expect(agree(comparison.exactTest, reference.exactTest, tolerance: tailTolerance))
  }
  for reference in figures.paired {
    let comparison = PairedComparison(
      onlyFirstCount: reference.counts[0], onlySecondCount: reference.counts[1])
    #expect(agree(comparison.exactTest, reference.exactTest, tolerance: tolerance))
    // statsmodels corrects equal counts to (0 − 1)² as well; a correction must not make a difference.
    if reference.counts[0] != reference.counts[1] {
      #expect(agree(comparison.chiSquareTest, reference.chiSquareTest, tolerance: tolerance))
    }
  }
}

@Test func `adjusted p values and log-sum-exp equal those of statsmodels and SciPy`() throws {
  let figures = try StatisticsFigures.read()
  #expect(
    zip(benjaminiHochberg(figures.pValues), figures.adjustedPValues).allSatisfy {
      agree($0, $1, tolerance: 1e-15)
    })
  #expect(agree(logSumExp(figures.exponents), figures.logSumExp, tolerance: 1e-14))
}

@Test func `optimal assignments cost what they cost in SciPy`() throws {
  for reference in try StatisticsFigures.read().assignments {
    let assignment = OptimalAssignment(
      rowCount: reference.rowCount, columnCount: reference.columnCount, costs: reference.costs)
    #expect(agree(assignment.cost, reference.cost, tolerance: 1e-12))
    let chosen = assignment.columns.compactMap { $0 }
    #expect(Set(chosen).count == min(reference.rowCount, reference.columnCount))
    #expect(chosen.count == Set(chosen).count)
  }
}

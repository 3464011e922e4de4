import Clustering
import LinearAlgebra
import Testing

private struct ClusteringFigures: Decodable {
  let rowCount: Int
  let columnCount: Int
  let points: [Float]
  let truth: [Int32]
  let startRows: [Int]
  let kMeans: [KMeansFigures]
  let dendrograms: [DendrogramFigures]
  let silhouettes: [SilhouetteFigures]
  let agreements: [AgreementFigures]
  let sparseRowCount: Int
  let sparseColumnCount: Int
  let sparse: [Float]
  let singularValues: [Double]

  struct KMeansFigures: Decodable {
    let weights: [Float]?
    let inertia: Double
    let assignments: [Int32]
    let centroids: [Double]
  }

  struct DendrogramFigures: Decodable {
    let linkage: String
    let metric: String
    let first: [Int]
    let second: [Int]
    let heights: [Double]
    let sizes: [Int]
    let cutIntoNine: [Int32]
  }

  struct SilhouetteFigures: Decodable {
    let metric: String
    let values: [Double]
    let mean: Double
  }

  struct AgreementFigures: Decodable {
    let truth: [Int32]
    let found: [Int32]
    let adjustedRandIndex: Double
    let homogeneity: Double
    let completeness: Double
    let vMeasure: Double
    let normalisedMutualInformation: Double
    let adjustedMutualInformation: Double
  }

  var pointMatrix: FloatMatrix {
    FloatMatrix(rowCount: rowCount, columnCount: columnCount, elements: points)
  }

  static func read() throws -> ClusteringFigures {
    try figures(ClusteringFigures.self, in: "clustering_reference.json")
  }
}

private let metrics = ["euclidean": Metric.euclidean, "cosine": .cosine]
private let linkages = [
  "average": AgglomerativeClustering.Linkage.average, "complete": .complete, "ward": .ward,
]

/// Points are `Float`s; the references are computed in `Double`.
private let floatTolerance = 1e-5
/// The cosine is taken of directions rounded to `Float`.
private let cosineTolerance = 1e-6
private let doubleTolerance = 1e-10

@Test func `k-means from the same start ends as in scikit-learn`() throws {
  let figures = try ClusteringFigures.read()
  let points = figures.pointMatrix
  for reference in figures.kMeans {
    let partition = KMeans(.euclidean, clusterCount: 6, maximumIterations: 300, tolerance: 0, seed: 1)
      .fit(points, weights: reference.weights, start: points.rows(figures.startRows))
    #expect(partition.assignments == reference.assignments)
    #expect(agreeInDigits(partition.inertia, reference.inertia, tolerance: floatTolerance))
    #expect(
      zip(partition.centroids.elements, reference.centroids).allSatisfy {
        agree(Double($0), $1, tolerance: floatTolerance)
      })
  }
}

@Test func `merges and heights equal those of SciPy`() throws {
  let figures = try ClusteringFigures.read()
  #expect(figures.dendrograms.count == 5)
  for reference in figures.dendrograms {
    let linkage = try #require(linkages[reference.linkage])
    let metric = try #require(metrics[reference.metric])
    let dendrogram = AgglomerativeClustering(linkage: linkage).fit(figures.pointMatrix, metric: metric)
    let tolerance = metric == .cosine ? cosineTolerance : doubleTolerance
    #expect(
      zip(dendrogram.heights, reference.heights).allSatisfy { agree($0, $1, tolerance: tolerance) })
    #expect(dendrogram.merges.map(\.first) == reference.first)
    #expect(dendrogram.merges.map(\.second) == reference.second)
    #expect(dendrogram.merges.map(\.pointCount) == reference.sizes)
    let agreement = AgreementOfPartitions(truth: reference.cutIntoNine, found: dendrogram.cut(into: 9))
    #expect(agreement.adjustedRandIndex == 1)
  }
}

@Test func `silhouettes equal those of scikit-learn`() throws {
  let figures = try ClusteringFigures.read()
  for reference in figures.silhouettes {
    let metric = try #require(metrics[reference.metric])
    let tolerance = metric == .cosine ? cosineTolerance : doubleTolerance
    let found = try #require(
      Silhouettes(of: figures.pointMatrix, assignments: figures.truth, clusterCount: 7, metric: metric))
    #expect(zip(found.values, reference.values).allSatisfy { agree($0, $1, tolerance: tolerance) })
    #expect(agree(found.mean, reference.mean, tolerance: tolerance))
  }
}

@Test func `the agreement of partitions equals that of scikit-learn`() throws {
  for reference in try ClusteringFigures.read().agreements {
    let found = AgreementOfPartitions(truth: reference.truth, found: reference.found)
    let figurePairs = [
      (found.adjustedRandIndex, reference.adjustedRandIndex),
      (found.homogeneity, reference.homogeneity),
      (found.completeness, reference.completeness),
      (found.vMeasure, reference.vMeasure),
      (found.normalisedMutualInformation, reference.normalisedMutualInformation),
      (found.adjustedMutualInformation, reference.adjustedMutualInformation),
    ]
    for (figure, expected) in figurePairs { #expect(agree(figure, expected, tolerance: doubleTolerance)) }
  }
}

@Test func `singular values equal those of the full decomposition in NumPy`() throws {
  let figures = try ClusteringFigures.read()
  let matrix = FloatMatrix(
    rowCount: figures.sparseRowCount, columnCount: figures.sparseColumnCount, elements: figures.sparse)
  let leading = try RandomisedSVD(rank: 20, powerIterations: 8, seed: 1).decompose(matrix).values
  #expect(leading.count == 20)
  for (value, expected) in zip(leading, figures.singularValues) {
    #expect(agreeInDigits(Double(value), expected, tolerance: 1e-3))
  }
  let all = try RandomisedSVD(rank: 70, seed: 1).decompose(matrix).values
  for (value, expected) in zip(all, figures.singularValues) {
    #expect(agreeInDigits(Double(value), expected, tolerance: floatTolerance))
  }
}

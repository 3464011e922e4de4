import LinearAlgebra
import Statistics

/// Normal points around random centres, and the centre of each.
func blobs(
  _ pointCount: Int, _ dimension: Int, centres: Int, spread: Double, seed: UInt64
) -> (points: FloatMatrix, truth: [Int32]) {
  var generator = SplitMix64(seed: seed)
  let middles = (0..<centres).map { _ in generator.normals(count: dimension).map { $0 * 4 } }
  var elements: [Float] = []
  var truth: [Int32] = []
  for point in 0..<pointCount {
    let centre = point < centres ? point : generator.integer(below: centres)
    truth.append(Int32(centre))
    for (middle, noise) in zip(middles[centre], generator.normals(count: dimension)) {
      elements.append(Float(middle + spread * noise))
    }
  }
  return (FloatMatrix(rowCount: pointCount, columnCount: dimension, elements: elements), truth)
}

/// The Euclidean or cosine distance by its definition.
func naiveDistance(_ points: FloatMatrix, _ first: Int, _ others: FloatMatrix, _ second: Int, cosine: Bool)
  -> Double
{
  let (a, b) = (points.row(first).map(Double.init), others.row(second).map(Double.init))
  guard cosine else { return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() }
  let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  let lengths = a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }
  return lengths > 0 ? 1 - product / lengths.squareRoot() : 1
}

/// Points are `Float`s of about seven digits.
let floatTolerance = 1e-4

import Foundation

/// Returns log Γ(*x*) for *x* > 0.
func logGamma(_ x: Double) -> Double {
  lgamma(x).0
}

/// Returns the regularised incomplete beta function I_x(a, b), from 0 to 1: the chance that a number drawn from
/// the beta distribution with `a` and `b` is at most `x`.
///
/// Source: W. H. Press et al. 2007, *Numerical Recipes*, §6.4 (Lentz's continued fraction).
///
/// - Precondition: `a` > 0, `b` > 0 and 0 ≤ `x` ≤ 1.
package func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  precondition(a > 0 && b > 0 && (0...1).contains(x), "the beta function at \(x), \(a), \(b)")
  if x == 0 || x == 1 { return x }
  // The fraction converges fast below the mean only; above it the other tail is taken.
  guard x <= (a + 1) / (a + b + 2) else { return 1 - regularisedBeta(1 - x, b, a) }
  let logFront = a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return exp(logFront) / a * betaFraction(x, a, b)
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var c = 1.0
  var d = 1 / away(1 - (a + b) * x / (a + 1))
  var fraction = d
  // The number of terms grows with the square root of a and b.
  for term in 1...100_000 {
    let m = Double(term)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return fraction
}

/// Returns the *x* with I_x(a, b) = `probability`: a quantile of the beta distribution.
///
/// - Precondition: `a` > 0, `b` > 0 and 0 ≤ `probability` ≤ 1.
package func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
  if probability == 0 || probability == 1 { return probability }
  return root(between: 0, and: 1) { regularisedBeta($0, a, b) - probability }
}

/// Returns the regularised upper incomplete gamma function Q(a, x), from 0 to 1.
///
/// Source: W. H. Press et al. 2007, *Numerical Recipes*, §6.2.
///
/// - Precondition: `a` > 0 and `x` ≥ 0.
package func regularisedUpperGamma(_ a: Double, _ x: Double) -> Double {
  precondition(a > 0 && x >= 0, "the gamma function at \(a), \(x)")
  if x == 0 { return 1 }
  if x == .infinity { return 0 }
  let front = exp(a * log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * lowerGammaSeries(a, x) : front * upperGammaFraction(a, x)
}

private func lowerGammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var denominator = a
  while abs(term) > abs(sum) * 1e-17 {
    denominator += 1
    term *= x / denominator
    sum += term
  }
  return sum
}

private func upperGammaFraction(_ a: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  for term in 1...100_000 {
    let coefficient = -Double(term) * (Double(term) - a)
    b += 2
    d = coefficient * d + b
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = b + coefficient / c
    c = abs(c) < tiny ? tiny : c
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return fraction
}

/// Returns the root of a rising function, halving the interval until two neighbouring numbers are left.
func root(between lower: Double, and upper: Double, of rising: (Double) -> Double) -> Double {
  var (lower, upper) = (lower, upper)
  while true {
    let middle = lower + (upper - lower) / 2
    guard middle > lower, middle < upper else { return middle }
    if rising(middle) < 0 { lower = middle } else { upper = middle }
  }
}

/// Returns log Σ exp(*x*), without overflow; −∞ of no numbers.
package func logSumExp(_ exponents: [Double]) -> Double {
  guard let greatest = exponents.max(), greatest > -.infinity else { return -.infinity }
  guard greatest < .infinity else { return .infinity }
  return greatest + log(exponents.reduce(0) { $0 + exp($1 - greatest) })
}

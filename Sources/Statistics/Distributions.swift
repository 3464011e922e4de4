import Foundation

/// The normal distribution with mean 0 and variance 1.
package enum StandardNormal {
  /// Returns the chance of a number of at most `x`.
  package static func cumulative(_ x: Double) -> Double {
    erfc(-x / 2.0.squareRoot()) / 2
  }

  /// Returns the chance of a number at least as far from 0 as `z`.
  package static func twoSidedTail(_ z: Double) -> Double {
    erfc(abs(z) / 2.0.squareRoot())
  }

  /// Returns the number that is not exceeded with the given chance, to about 16 digits.
  ///
  /// Source: M. J. Wichura 1988, doi:10.2307/2347330 (algorithm AS 241).
  ///
  /// - Precondition: 0 ≤ `probability` ≤ 1.
  package static func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "\(probability) is no probability")
    let centred = probability - 0.5
    if abs(centred) <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * ratio(r, Coefficients.middle)
    }
    let tail = min(probability, 1 - probability)
    guard tail > 0 else { return centred < 0 ? -.infinity : .infinity }
    let r = (-log(tail)).squareRoot()
    let size = r <= 5 ? ratio(r - 1.6, Coefficients.tail) : ratio(r - 5, Coefficients.farTail)
    return centred < 0 ? -size : size
  }

  /// A ratio of two polynomials of degree 7, the constant terms first.
  private static func ratio(_ x: Double, _ polynomials: (above: [Double], below: [Double])) -> Double {
    let above = polynomials.above.reversed().reduce(0) { $0 * x + $1 }
    let below = polynomials.below.reversed().reduce(0) { $0 * x + $1 }
    return above / below
  }

  /// The published coefficients of AS 241.
  private enum Coefficients {
    static let middle = (
      above: [
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
      ],
      below: [
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
        39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
      ]
    )
    static let tail = (
      above: [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
      ],
      below: [
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
        0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
      ]
    )
    static let farTail = (
      above: [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
        0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5,
        2.01033439929228813265e-7,
      ],
      below: [
        1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15,
      ]
    )
  }
}

/// The chi-square distribution.
package struct ChiSquare: Sendable, Hashable {
  package let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` > 0.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the chance of a number of at least `x`, for `x` ≥ 0.
  package func upperTail(_ x: Double) -> Double {
    regularisedUpperGamma(degreesOfFreedom / 2, x / 2)
  }

  /// Returns the number that is not exceeded with the given chance.
  ///
  /// - Precondition: 0 ≤ `probability` < 1.
  package func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability < 1, "\(probability) is no probability below 1")
    guard probability > 0 else { return 0 }
    var (lower, upper) = (0.0, degreesOfFreedom + 1)
    while 1 - upperTail(upper) < probability { upper *= 2 }
    var x = min(upper, max(upper * 1e-12, roughQuantile(probability)))
    for _ in 0..<ChiSquare.mostSteps {
      let excess = 1 - upperTail(x) - probability
      if excess < 0 { lower = x } else { upper = x }
      let newton = x - excess / density(x)
      let next = newton > lower && newton < upper ? newton : (lower + upper) / 2
      if abs(next - x) <= 1e-14 * x { return next }
      x = next
    }
    return x
  }

  /// Enough for halving alone; Newton's steps need a handful.
  private static let mostSteps = 200

  private func density(_ x: Double) -> Double {
    let half = degreesOfFreedom / 2
    return exp((half - 1) * log(x) - x / 2 - half * log(2) - logGamma(half))
  }

  /// A number near the quantile, from which to start.
  ///
  /// Source: E. B. Wilson and M. M. Hilferty 1931, doi:10.1073/pnas.17.12.684.
  private func roughQuantile(_ probability: Double) -> Double {
    let spread = 2 / (9 * degreesOfFreedom)
    let root = 1 - spread + StandardNormal.quantile(probability) * spread.squareRoot()
    return degreesOfFreedom * root * root * root
  }
}

/// Student's *t* distribution.
package struct StudentT: Sendable, Hashable {
  package let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom` > 0.
  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the chance of a number at least as far from 0 as `t`.
  package func twoSidedTail(_ t: Double) -> Double {
    guard t.isFinite else { return 0 }
    return regularisedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
  }

  /// Returns the number that is not exceeded with the given chance.
  ///
  /// - Precondition: 0 ≤ `probability` ≤ 1.
  package func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "\(probability) is no probability")
    let tail = min(probability, 1 - probability)
    guard tail > 0 else { return probability < 0.5 ? -.infinity : .infinity }
    guard tail < 0.5 else { return 0 }
    let share = betaQuantile(2 * tail, degreesOfFreedom / 2, 0.5)
    let size = (degreesOfFreedom * (1 - share) / share).squareRoot()
    return probability < 0.5 ? -size : size
  }
}

/// A figure of agreement between a judge and the reference labels.
///
/// The raw value is its name in JSON.
package enum Figure: String, Sendable, Hashable, CaseIterable {
  case exactMatch = "exact_match"
  case kappa
  case kappaLinear = "kappa_linear"
  case kappaQuadratic = "kappa_quadratic"
  case gwetAC1 = "gwet_ac1"
  case alphaNominal = "alpha_nominal"
  case alphaOrdinal = "alpha_ordinal"
  case alphaInterval = "alpha_interval"
  case fleissKappa = "fleiss_kappa"
  case mse
  case nmse
  case nmseVariance = "nmse_variance"
  case mae
  case pearson
  case spearman
  case kendall
  case precision
  case recall
  case f1
  case truePositiveRate = "tpr"
  case trueNegativeRate = "tnr"

  /// Whether the figure takes the labels to be in order.
  package var needsOrder: Bool {
    switch self {
    case .kappaLinear, .kappaQuadratic, .alphaOrdinal, .alphaInterval: true
    default: false
    }
  }

  /// Whether the figure takes labels to be positions, which two labels without an order are too.
  package var needsPositions: Bool {
    switch self {
    case .mse, .nmse, .nmseVariance, .mae, .pearson, .spearman, .kendall: true
    default: false
    }
  }

  /// Whether smaller is better.
  package var isError: Bool {
    switch self {
    case .mse, .nmse, .nmseVariance, .mae: true
    default: false
    }
  }
}

/// A figure of agreement among people.
///
/// The raw value is its name in JSON.
package enum HumanFigure: String, Sendable, Hashable, CaseIterable {
  case exactMatchItems = "exact_match_items"
  case exactMatchPairs = "exact_match_pairs"
  case alphaNominal = "alpha_nominal"
  case alphaOrdinal = "alpha_ordinal"
  case alphaInterval = "alpha_interval"
  case fleissKappa = "fleiss_kappa"
  case gwetAC1 = "gwet_ac1"
}

extension HumanSums {
  func value(_ figure: HumanFigure, isOrdinal: Bool) -> Double? {
    switch figure {
    case .exactMatchItems: itemAgreement
    case .exactMatchPairs: pairAgreement
    case .alphaNominal: alpha(.nominal)
    case .alphaOrdinal: isOrdinal ? alpha(.ordinal) : nil
    case .alphaInterval: isOrdinal ? alpha(.interval) : nil
    case .fleissKappa: fleissKappa
    case .gwetAC1: gwetAC1
    }
  }
}

/// Draws the modes of a corpus: which domains, which tools, which causes.
///
/// One third of the modes shows no tool error. Modes are drawn so that neighbours exist on purpose: the same
/// error at different tools of a domain, different errors at one tool, the same slip at different intents.
struct ModeCatalogue: Sendable {
  let modeCount: Int
  let seed: UInt64

  /// One possible mode.
  private struct Candidate {
    let domain: Int
    let place: String
    let cause: String
    let planted: PlantedMode.Cause
    let kind: Kind

    var mode: PlantedMode {
      PlantedMode(
        name: "\(Domain.all[domain].name)/\(place)/\(cause)", showsToolError: kind != .slip, domain: domain,
        cause: planted)
    }
  }

  private enum Kind {
    case fault, rule, slip
  }

  /// Returns the modes and the causes left over, from which failures that belong to no mode are drawn.
  func drawn() -> (modes: [PlantedMode], others: [PlantedMode]) {
    var dice = Dice(seed: seed ^ 0x6D6F_6465)
    let domains = domainsInUse(dice: &dice)
    let candidates = dice.shuffled(domains.flatMap { causes(domain: $0) })
    let slipCount = (modeCount + 1) / 3
    // Rules of the business are few beside the general kinds of error; a quota gives them their share.
    let rules = candidates.filter { $0.kind == .rule }
    let ruleCount = min(rules.count, (modeCount - slipCount) / 3)
    var modes: [Candidate] = []
    var others: [Candidate] = []
    for (kind, count) in [
      (Kind.slip, slipCount), (.rule, ruleCount), (.fault, modeCount - slipCount - ruleCount),
    ] {
      let (taken, left) = withNeighbours(candidates.filter { $0.kind == kind }, count: count, dice: &dice)
      modes += taken
      others += left
    }
    return (dice.shuffled(modes).map(\.mode), dice.shuffled(others).map(\.mode))
  }

  /// Returns the domains of the corpus: about one for four modes, at least three.
  private func domainsInUse(dice: inout Dice) -> [Int] {
    let all = Array(Domain.all.indices)
    return Array(dice.shuffled(all).prefix(max(3, (modeCount + 3) / 4))).sorted()
  }

  private func causes(domain index: Int) -> [Candidate] {
    let domain = Domain.all[index]
    let faults = domain.tools.enumerated().flatMap { place, tool -> [Candidate] in
      guard domain.isUsed(tool) else { return [] }
      let kinds = FaultKind.all.filter { $0.roles.contains(tool.role) }
      return kinds.map {
        Candidate(
          domain: index, place: tool.name, cause: $0.name, planted: .fault(tool: place, .kind($0)),
          kind: .fault)
      }
        + tool.rules.map {
          Candidate(
            domain: index, place: tool.name, cause: $0.name, planted: .fault(tool: place, .rule($0)),
            kind: .rule)
        }
    }
    let slips = Mechanism.allCases.flatMap { mechanism -> [Candidate] in
      guard !domain.isTechnical || mechanism.happensAmongColleagues else { return [] }
      guard mechanism.concernsIntent else {
        return [slip(mechanism, domain: index, place: "agent", intent: nil)]
      }
      return domain.intents.enumerated().compactMap { place, intent in
        guard domain.canShow(mechanism, at: intent) else { return nil }
        return slip(mechanism, domain: index, place: intent.name, intent: place)
      }
    }
    return faults + slips
  }

  private func slip(_ mechanism: Mechanism, domain: Int, place: String, intent: Int?) -> Candidate {
    Candidate(
      domain: domain, place: place, cause: mechanism.rawValue, planted: .mechanism(mechanism, intent: intent),
      kind: .slip)
  }

  /// Takes `count` candidates; every second one is a neighbour of one already taken, in the same domain with
  /// the same place or the same cause.
  private func withNeighbours(
    _ candidates: [Candidate], count: Int, dice: inout Dice
  ) -> (taken: [Candidate], left: [Candidate]) {
    precondition(count <= candidates.count, "\(count) modes asked for, \(candidates.count) can be told apart")
    var left = candidates
    var taken: [Candidate] = []
    while taken.count < count {
      var index = left.count - 1
      if !taken.isEmpty, dice.happens(50) {
        let model = dice.pick(taken)
        let samePlace = dice.happens(50)
        index =
          left.lastIndex {
            $0.domain == model.domain && (samePlace ? $0.place == model.place : $0.cause == model.cause)
          } ?? index
      }
      taken.append(left.remove(at: index))
    }
    return (taken, left)
  }
}

extension Domain {
  /// Every domain there is.
  static let all: [Domain] = [
    .shop, .airline, .coding, .bank, .telco, .clinic, .itOps, .hotel, .insurance, .parcel, .payroll, .energy,
  ]

  /// Whether the slip makes sense there: a wrong amount needs an amount.
  func canShow(_ mechanism: Mechanism, at intent: Intent) -> Bool {
    guard let tool = tools.first(where: { $0.name == intent.write }) else { return false }
    switch mechanism {
    case .wrongAmount: return tool.result.contains(.amount)
    case .wrongObject: return tool.arguments.contains(.object) || tool.arguments.contains(.item)
    case .wrongDate: return tool.arguments.contains(.day)
    default: return true
    }
  }

  /// Whether any conversation of the domain calls the tool.
  func isUsed(_ tool: Tool) -> Bool {
    tool.role == .identify || intents.contains { $0.reads.contains(tool.name) || $0.write == tool.name }
  }

  /// Returns the places of the intents whose conversations call the tool.
  func intents(calling tool: Tool) -> [Int] {
    intents.indices.filter {
      tool.role == .identify || intents[$0].reads.contains(tool.name) || intents[$0].write == tool.name
    }
  }
}

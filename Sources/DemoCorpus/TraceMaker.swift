/// Makes the traces of one week, each from its own seed.
struct TraceMaker {
  /// Bytes of a trace beside its long tool outputs, on average.
  static let frameBytes = 3_350
  /// Share of the long tool output asked for that conversations take up, in hundredths: short ones make few calls.
  static let takenUpPercent = 81
  /// How much longer the outputs of one trace in 200 are: log files and dumps.
  static let giantFactor = 6
  /// Share of the traces that are not in English, in hundredths.
  static let foreignPercent = 12

  let corpus: DemoCorpus
  let week: Int

  private var setting: WeekSetting { corpus.settings[week] }

  /// What a trace shall be.
  private struct Plan {
    var domain: Int
    var agent: String
    var modeName = ""
    var cause: PlantedMode.Cause?
    var fault: PlantedFault?
    /// Which wording a slip has.
    var wording = 0
  }

  /// Appends the trace at `index` of the corpus and returns its truth.
  func append(_ index: Int, to bytes: inout [UInt8]) -> PlantedTruth {
    var dice = Dice(seed: corpus.seed &+ UInt64(index) &* 0xD134_2543_DE82_EF95)
    let idBits = dice.bits()
    let plan = plan(at: setting.order(index - setting.firstIndex), dice: &dice)
    let showsOutcome = !dice.happens(DemoCorpus.unknownPercent)
    let domain = Domain.all[plan.domain]
    let intent = intent(for: plan, in: domain, dice: &dice)
    var expansion = Expansion(
      ink: Ink(bytes: bytes, dice: dice), domain: domain, intent: domain.intents[intent],
      otherIntent: domain.intents[(intent + 1 + dice.below(domain.intents.count - 1)) % domain.intents.count])
    bytes = []
    expansion.ink.dice = dice
    expansion.startSecond = setting.week.startSecond + dice.below(7 * 86_400)
    expansion.drawValues()
    let id = "tr_" + hexadecimal(idBits)
    writeHead(id: id, agent: plan.agent, into: &expansion)
    var story = story(for: plan, expansion: expansion)
    expansion.ink.bytes = []
    tell(plan, with: &story)
    expansion = story.writer.expansion
    story.writer.expansion.ink.bytes = []
    writeTail(fails: plan.cause != nil, showsOutcome: showsOutcome, into: &expansion)
    bytes = expansion.ink.bytes
    return PlantedTruth(
      traceID: id, mode: plan.modeName, fails: plan.cause != nil, showsOutcome: showsOutcome)
  }

  private func plan(at place: Int, dice: inout Dice) -> Plan {
    let week = setting.week
    if let index = setting.mode(at: place) {
      let mode = corpus.modes[index]
      return Plan(
        domain: mode.domain, agent: agent(of: mode.domain, dice: &dice), modeName: mode.name,
        cause: mode.cause, fault: setting.faults[index], wording: week.wordings[index])
    }
    if place - (setting.modeEnds.last ?? 0) < week.oneOffCount {
      let mode = dice.pick(corpus.otherModes)
      var plan = Plan(
        domain: mode.domain, agent: agent(of: mode.domain, dice: &dice), cause: mode.cause)
      if case .fault(_, let source) = mode.cause { plan.fault = PlantedFault(source, dice: &dice) }
      return plan
    }
    let agent = setting.agents[dice.index(weighted: setting.agentWeights)]
    return Plan(domain: agent.domain, agent: agent.agent)
  }

  /// Draws an agent of a domain, by the week's weights.
  private func agent(of domain: Int, dice: inout Dice) -> String {
    let agents = Domain.all[domain].agents
    let weights = agents.map { setting.week.agentWeights[$0] ?? 100 }
    return weights.allSatisfy { $0 == 0 } ? dice.pick(agents) : agents[dice.index(weighted: weights)]
  }

  private func intent(for plan: Plan, in domain: Domain, dice: inout Dice) -> Int {
    switch plan.cause {
    case .mechanism(_, let intent?): return intent
    case .fault(let tool, _): return dice.pick(domain.intents(calling: domain.tools[tool]))
    default: return dice.below(domain.intents.count)
    }
  }

  private func story(for plan: Plan, expansion: Expansion) -> Story {
    var expansion = expansion
    let intent = expansion.intent
    var language: Language?
    if speaksForeign(plan), expansion.ink.dice.happens(Self.foreignPercent) {
      language = expansion.ink.dice.pick(Language.allCases.filter { intent.foreign[$0] != nil })
    }
    let namesTools = expansion.ink.dice.happens(50)
    let outputBytes = drawnOutputBytes(dice: &expansion.ink.dice)
    var cause: (tool: Int, fault: PlantedFault)?
    if case .fault(let tool, _) = plan.cause, let fault = plan.fault { cause = (tool, fault) }
    return Story(
      writer: MessageWriter(
        expansion: expansion, namesTools: namesTools, toolNames: setting.toolNames[plan.domain]),
      language: language, plantedFaults: setting.faultsByTool[plan.domain], outputBytes: outputBytes,
      cause: cause)
  }

  /// Whether the plan can be told without English words.
  private func speaksForeign(_ plan: Plan) -> Bool {
    guard case .mechanism(let mechanism, _) = plan.cause else { return true }
    return mechanism == .repeatsCall || mechanism == .alternates
  }

  private func tell(_ plan: Plan, with story: inout Story) {
    switch plan.cause {
    case nil: story.succeeds()
    case .fault: story.breaks()
    case .mechanism(let mechanism, _): story.slips(by: mechanism, wording: plan.wording)
    }
  }

  /// Draws how much long tool output the trace has: a long-tailed law with the mean asked for.
  private func drawnOutputBytes(dice: inout Dice) -> Int {
    let mean = max(0, corpus.meanTraceBytes - Self.frameBytes) * 100 / Self.takenUpPercent
    let quantiles = Self.outputQuantiles
    let giant = dice.below(200) == 0 ? Self.giantFactor : 1
    let place = dice.below(1000)
    let index = place * (quantiles.count - 1) / 1000
    let share = place * (quantiles.count - 1) % 1000
    return giant * mean * (quantiles[index] * (1000 - share) + quantiles[index + 1] * share) / 1_000_000
  }

  /// Quantiles of a log-normal law (σ = 1.1) by twentieths, in thousandths of its mean; the last is 99.9 %.
  private static let outputQuantiles = [
    18, 90, 133, 175, 217, 260, 307, 357, 413, 476, 546, 627, 722, 835, 973, 1149, 1379, 1710, 2237, 3337,
    16_300,
  ]

  private func hexadecimal(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

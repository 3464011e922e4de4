extension Story {
  /// A conversation that the agent spoils without any tool error.
  mutating func slips(by mechanism: Mechanism, wording number: Int) {
    let wording = mechanism.wording.variant(number)
    switch mechanism {
    case .repeatsCall: repeatsCall(wording)
    case .alternates: alternates(wording)
    case .asksAgain: asksAgain(wording)
    case .noAnswer: endsUnanswered(wording)
    case .handsOff, .endsEarly, .refuses, .wrongLanguage: slipsAtOnce(mechanism, wording)
    case .emptySearch: trustsEmptySearch(wording)
    case .partial: doesHalf(wording)
    case .noVerification: skipsIdentity(wording)
    case .wrongObject, .wrongDate, .wrongAmount, .noConfirmation, .ignoresCorrection, .wrongTool:
      actsWrongly(mechanism, wording)
    case .claimsDone:
      reachesDecision()
      agrees()
      disputes(wording, percent: 70)
    case .wrongRule, .contradicts, .leaksInternal, .deadLink, .upsells, .staleSource, .rawDump, .blamesUser,
      .placeholder, .waitsForever, .mixesCustomers, .unsafeAdvice:
      reachesDecision()
      disputes(wording, percent: 85)
    }
  }

  /// Everything before the agent has to act or answer.
  private mutating func reachesDecision() {
    opens()
    identifies()
    reads()
  }

  /// The slip, the user's protest and the agent's excuse; each but the slip may be missing.
  private mutating func disputes(_ wording: MechanismWording, percent: Int) {
    agent(wording.slip)
    guard happens(percent) else { return }
    user(wording.protest)
    guard happens(70) else { return }
    agent(wording.excuse)
    guard happens(35) else { return }
    user(happens(50) ? wording.protest : voice.disappointed)
  }

  private mutating func slipsAtOnce(_ mechanism: Mechanism, _ wording: MechanismWording) {
    opens()
    if mechanism == .wrongLanguage || (mechanism != .handsOff && happens(50)) { identifies() }
    if mechanism == .handsOff {
      writer.call(place(of: .handOff), comment: "", reply: .success(rowBytes: 0))
    }
    if mechanism == .wrongLanguage {
      agent(wording.slip)
      user(wording.protest)
      if happens(50) { reads() }
    }
    disputes(wording, percent: 80)
  }

  private mutating func skipsIdentity(_ wording: MechanismWording) {
    opens(naming: true)
    reads()
    disputes(wording, percent: 85)
  }

  private mutating func asksAgain(_ wording: MechanismWording) {
    opens(naming: true)
    for _ in 0..<writer.expansion.ink.dice.within(2...4) {
      agent(happens(50) ? wording.slip : wording.excuse)
      user(wording.protest)
    }
    if happens(50) { agent(wording.excuse) }
  }

  private mutating func endsUnanswered(_ wording: MechanismWording) {
    reachesDecision()
    if happens(40) { agent(wording.slip) }
    guard happens(75) else { return }
    user(wording.protest)
    if happens(40) { agent(wording.slip) }
    if happens(40) { user(wording.protest) }
  }

  private mutating func repeatsCall(_ wording: MechanismWording) {
    reachesDecision()
    let place = place(of: intent.reads.last ?? intent.write)
    writer.call(place, comment: "", reply: .success(rowBytes: 0))
    for _ in 0..<writer.expansion.ink.dice.within(4...8) {
      let comment = language == nil && happens(30) ? writer.expansion.ink.dice.pick(wording.slip) : ""
      writer.call(place, comment: comment, reply: .success(rowBytes: 0), again: true)
      if language == nil, happens(12) { user(wording.protest) }
    }
    if language == nil, happens(60) { agent(wording.excuse) }
  }

  private mutating func alternates(_ wording: MechanismWording) {
    reachesDecision()
    let first = place(of: intent.reads.last ?? intent.write)
    let second = intent.reads.count > 1 ? place(of: intent.reads[0]) : place(of: .identify)
    for _ in 0..<writer.expansion.ink.dice.within(3...5) {
      writer.call(second, comment: "", reply: .success(rowBytes: 0))
      let comment = language == nil && happens(35) ? writer.expansion.ink.dice.pick(wording.slip) : ""
      writer.call(first, comment: comment, reply: .success(rowBytes: 0))
      if language == nil, happens(12) { user(wording.protest) }
    }
    if language == nil, happens(60) { agent(wording.excuse) }
  }

  private mutating func trustsEmptySearch(_ wording: MechanismWording) {
    opens()
    identifies()
    let place = place(of: .search)
    for _ in 0..<writer.expansion.ink.dice.within(1...3) {
      writer.call(place, comment: writer.expansion.ink.dice.pick(voice.comments), reply: .nothing)
    }
    disputes(wording, percent: 75)
  }

  private mutating func doesHalf(_ wording: MechanismWording) {
    opens(with: Phrases.both)
    identifies()
    reads()
    swap(&writer.expansion.intent, &writer.expansion.otherIntent)
    agrees()
    calls(place(of: intent.write))
    swap(&writer.expansion.intent, &writer.expansion.otherIntent)
    disputes(wording, percent: 85)
  }

  /// The right or another action, carried out on the wrong thing, day, sum or without consent.
  private mutating func actsWrongly(_ mechanism: Mechanism, _ wording: MechanismWording) {
    reachesDecision()
    if mechanism != .noConfirmation { agent(voice.proposes) }
    switch mechanism {
    case .noConfirmation: break
    case .ignoresCorrection: user(Phrases.changesMind)
    default: user(voice.agrees)
    }
    let swapped = swapValues(for: mechanism)
    let action = mechanism == .wrongTool ? writer.expansion.otherIntent : intent
    calls(place(of: action.write))
    if swapped { _ = swapValues(for: mechanism) }
    disputes(wording, percent: 92)
  }

  /// Puts the wrong thing or day in the place of the right one.
  private mutating func swapValues(for mechanism: Mechanism) -> Bool {
    switch mechanism {
    case .wrongObject:
      swap(&writer.expansion.values.object, &writer.expansion.values.object2)
      swap(&writer.expansion.values.item, &writer.expansion.values.item2)
      return true
    case .wrongDate:
      swap(&writer.expansion.values.day, &writer.expansion.values.day2)
      return true
    default: return false
    }
  }
}

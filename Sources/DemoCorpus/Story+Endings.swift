extension Story {
  /// A conversation that reaches its goal.
  mutating func succeeds() {
    opens()
    identifies()
    reads()
    agrees()
    calls(place(of: intent.write))
    if language == nil, happens(12) { handlesSecondRequest() }
    finishes()
    if language == nil, happens(4) { asksForColleague() }
    if happens(8) { side() }
  }

  /// A conversation that an unrepaired tool error spoils, wherever it strikes.
  mutating func breaks() {
    opens()
    identifies()
    if !hasFailed { reads() }
    if !hasFailed {
      agrees()
      calls(place(of: intent.write))
    }
    guard !happens(5) else { return }
    givesUp()
  }

  /// The planted error, tried again in vain.
  mutating func fails(_ place: Int, _ fault: PlantedFault) {
    hasFailed = true
    let tries = writer.expansion.ink.dice.pick([1, 1, 1, 2, 2, 3])
    for count in 0..<tries {
      let comments = count == 0 || language != nil ? voice.comments : Phrases.retries
      let again = count > 0 && happens(60)
      strikes(place, fault, comment: writer.expansion.ink.dice.pick(comments), again: again)
    }
    guard happens(25) else { return }
    let others = intent.reads.map { self.place(of: $0) }.filter { $0 != place }
    guard !others.isEmpty else { return }
    let other = writer.expansion.ink.dice.pick(others)
    writer.call(other, comment: "", reply: success(of: other))
  }

  /// What the agent says when an error cannot be repaired.
  private mutating func givesUp() {
    if let cause {
      writer.expansion.fault.message = writer.expansion.ink.dice.pick(cause.fault.relays)
    }
    if language == nil, happens(25) {
      writer.call(place(of: .handOff), comment: "", reply: .success(rowBytes: 0))
      agent(happens(50) ? Phrases.transfers : voice.givesUp)
    } else {
      agent(voice.givesUp)
    }
    guard happens(45) else { return }
    user(voice.disappointed)
    if happens(40) { agent(happens(50) && language == nil ? Phrases.soothes : voice.givesUp) }
    if happens(8) { side() }
  }

  /// Another request of the same user, served well.
  private mutating func handlesSecondRequest() {
    agent(voice.finishes)
    swap(&writer.expansion.intent, &writer.expansion.otherIntent)
    user(Phrases.second)
    agrees()
    calls(place(of: intent.write))
  }

  /// A hand-off that the user asked for, after the work is done.
  private mutating func asksForColleague() {
    user(Phrases.asksHuman)
    writer.call(place(of: .handOff), comment: "", reply: .success(rowBytes: 0))
    agent(Phrases.transfers)
  }
}

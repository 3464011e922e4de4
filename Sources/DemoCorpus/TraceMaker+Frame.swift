extension TraceMaker {
  /// Writes the fields before the messages.
  func writeHead(id: String, agent: String, into expansion: inout Expansion) {
    expansion.ink.write(#"{"id":""#)
    expansion.ink.write(id)
    expansion.ink.write(#"","started_at":""#)
    expansion.ink.write(isoSecond: expansion.startSecond)
    expansion.ink.write(#"","agent":""#)
    expansion.ink.write(agent)
    if expansion.ink.dice.happens(40) {
      expansion.ink.write(#"","thread_id":"th_"#)
      expansion.ink.writeHex(digitCount: 12)
    }
    expansion.ink.write(#"","messages":["#)
  }

  /// Writes the fields after the messages, and the line feed.
  func writeTail(fails: Bool, showsOutcome: Bool, into expansion: inout Expansion) {
    expansion.ink.write("]")
    if showsOutcome {
      writeOutcome(fails: fails, into: &expansion)
    } else if expansion.ink.dice.happens(30) {
      expansion.ink.write(#","outcome":null"#)
    }
    writeMetadata(into: &expansion)
    expansion.ink.write("}\n")
  }

  private func writeOutcome(fails: Bool, into expansion: inout Expansion) {
    expansion.ink.write(#","outcome":{"passed":"#)
    expansion.ink.write(fails ? "false" : "true")
    if expansion.ink.dice.happens(70) {
      expansion.ink.write(#","score":"#)
      if fails || expansion.ink.dice.happens(80) {
        expansion.ink.write("0.")
        expansion.ink.write(twoDigits: expansion.ink.dice.within(fails ? 0...45 : 55...99))
      } else {
        expansion.ink.write("1.0")
      }
    }
    if expansion.ink.dice.happens(50) {
      expansion.ink.write(#","label":""#)
      expansion.ink.write(expansion.ink.dice.pick(fails ? Names.outcomesBad : Names.outcomesGood))
      expansion.ink.write("\"")
    }
    expansion.ink.write("}")
  }

  private func writeMetadata(into expansion: inout Expansion) {
    expansion.ink.write(#","metadata":{"model":""#)
    expansion.ink.write(expansion.ink.dice.pick(Names.models))
    expansion.ink.write(#"","channel":""#)
    expansion.ink.write(expansion.ink.dice.pick(Names.channels))
    expansion.ink.write(#"","region":""#)
    expansion.ink.write(expansion.ink.dice.pick(Names.regions))
    expansion.ink.write(#"","latency_ms":"#)
    expansion.ink.write(number: expansion.ink.dice.within(900...90_000))
    expansion.ink.write(#","prompt_version":"v"#)
    expansion.ink.write(number: expansion.ink.dice.within(1...4))
    expansion.ink.write(#""}"#)
  }
}

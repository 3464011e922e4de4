import Testing

@testable import DemoCorpus

@Test(arguments: Domain.all.indices)
func `a domain is whole`(index: Int) {
  let domain = Domain.all[index]
  let names = domain.tools.map(\.name)
  #expect(Set(names).count == names.count)
  for role in [Tool.Role.identify, .read, .search, .write, .side, .handOff] {
    #expect(domain.tools.contains { $0.role == role })
  }
  for intent in domain.intents {
    for name in intent.reads {
      let tool = domain.tools.first { $0.name == name }
      #expect(tool?.role == .read || tool?.role == .search, "\(domain.name) reads \(name)")
      #expect(tool?.row.isEmpty == false)
    }
    #expect(
      domain.tools.first { $0.name == intent.write }?.role == .write, "\(domain.name) writes \(intent.write)")
    #expect(intent.foreign.count >= 3)
  }
}

@Test func `domains, agents and tools have names of their own`() {
  let domains = Domain.all.map(\.name)
  #expect(Set(domains).count == domains.count)
  let agents = Domain.all.flatMap(\.agents)
  #expect(Set(agents).count == agents.count)
}

@Test func `messages of errors need no escaping inside JSON`() {
  let messages =
    FaultKind.all.flatMap { $0.messages + $0.codes } + Phrases.ruleCodes
    + Domain.all.flatMap { $0.tools.flatMap { $0.rules.flatMap(\.messages) } }
  for message in messages { #expect(!message.needsEscape) }
}

@Test func `two kinds of error share no message`() {
  for kind in FaultKind.all {
    #expect(kind.messages.count >= 4)
    #expect(!kind.relays.isEmpty)
  }
  #expect(Set(FaultKind.all.map(\.name)).count == FaultKind.all.count)
}

extension Template {
  /// Whether a literal holds an escape, which would break JSON inside a string.
  fileprivate var needsEscape: Bool {
    parts.contains { part in
      switch part {
      case .literal(let bytes): bytes.contains(UInt8(ascii: "\\"))
      case .slot: false
      case .choice(let wordings): wordings.contains { $0.needsEscape }
      }
    }
  }
}

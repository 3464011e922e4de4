/// The course of one conversation: which turns and calls, in which order.
struct Story {
  var writer: MessageWriter
  let language: Language?
  /// The errors planted in this domain, by tool: they also occur, repaired, where nothing is wrong.
  let plantedFaults: [Int: [PlantedFault]]
  /// Bytes of long tool output still to be written.
  var outputBytes: Int
  /// The planted error, and the tool that has it.
  var cause: (tool: Int, fault: PlantedFault)?
  /// Whether the planted error has struck.
  var hasFailed = false
  /// Whether the user has named the object of the request.
  var hasDetails = false

  var domain: Domain { writer.expansion.domain }
  var intent: Intent { writer.expansion.intent }
  var voice: Voice { language?.phrases ?? .english }

  mutating func happens(_ percent: Int) -> Bool {
    writer.expansion.ink.dice.happens(percent)
  }

  mutating func user(_ templates: [Template]) {
    writer.say(role: "user", [writer.expansion.ink.dice.pick(templates)])
  }

  mutating func agent(_ templates: [Template]) {
    writer.say(role: "assistant", [writer.expansion.ink.dice.pick(templates)])
  }

  /// Returns the place of a tool in the domain.
  func place(of name: String) -> Int {
    guard let place = domain.tools.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(domain.name) has no tool \(name)")
    }
    return place
  }

  /// Returns the place of the first tool with the role.
  func place(of role: Tool.Role) -> Int {
    domain.tools.firstIndex { $0.role == role } ?? 0
  }

  // The turns that most conversations share.

  /// The system prompt, now and then, and the user's request.
  mutating func opens(with request: [Template]? = nil, naming: Bool? = nil) {
    if happens(55) { writer.say(role: "system", [domain.system]) }
    if let language {
      hasDetails = false
      writer.expansion.foreignAct = intent.foreign[language]
      user(voice.request)
      writer.expansion.foreignAct = nil
      return
    }
    var dice = writer.expansion.ink.dice
    hasDetails = naming ?? dice.happens(50)
    let wording = request ?? (dice.happens(55) ? intent.openings : voice.request)
    var pieces = [dice.pick(Phrases.hello), dice.pick(wording), dice.pick(Phrases.aside)]
    if hasDetails { pieces.append(dice.pick(domain.isTechnical ? Phrases.technicalGives : Phrases.gives)) }
    writer.expansion.ink.dice = dice
    writer.say(role: "user", pieces)
  }

  /// Who the user is and what it is about.
  mutating func identifies() {
    if !hasDetails {
      asksForDetails()
      if happens(4) { asksForDetails() }
      hasDetails = true
    }
    calls(place(of: .identify))
  }

  private mutating func asksForDetails() {
    let isTechnical = domain.isTechnical && language == nil
    agent(isTechnical ? Phrases.technicalAsks : voice.asksDetails)
    user(isTechnical ? Phrases.technicalDetails : voice.details)
  }

  /// Calls what has to be read before anything is done.
  mutating func reads() {
    let places = intent.reads.map { place(of: $0) }
    if places.count == 2, !hasFailed, happens(15), !places.contains(where: { $0 == cause?.tool }) {
      let comment = writer.expansion.ink.dice.pick(voice.comments)
      let replies = (success(of: places[0]), success(of: places[1]))
      writer.callBoth((places[0], places[1]), comment: comment, replies: replies)
      return
    }
    for place in places where !hasFailed {
      if domain.tools[place].role == .search, place != cause?.tool, happens(12) {
        findsNothing(place)
      } else if place != cause?.tool, happens(3) {
        leavesBroken(place)
      } else {
        calls(place)
      }
      if !hasFailed, happens(4) { polls(place) }
    }
  }

  /// The agent proposes, the user agrees.
  mutating func agrees() {
    agent(voice.proposes)
    grumbles(percent: 8)
    user(voice.agrees)
  }

  /// The good end.
  mutating func finishes() {
    agent(voice.finishes)
    guard happens(75) else { return }
    user(voice.thanks)
    if happens(65) { agent(voice.closes) }
  }

  mutating func grumbles(percent: Int) {
    guard language == nil, happens(percent) else { return }
    user(Phrases.grumbles)
    agent(Phrases.soothes)
  }

  /// An error that nobody repairs and that does no harm, because the agent can do without the reply.
  private mutating func leavesBroken(_ place: Int) {
    let fault = anyFault(of: domain.tools[place], passing: happens(50))
    strikes(place, fault, comment: writer.expansion.ink.dice.pick(voice.comments), again: false)
    if language == nil, happens(70) { agent(Phrases.doesWithout) }
  }

  /// An empty search that does no harm.
  private mutating func findsNothing(_ place: Int) {
    writer.call(place, comment: writer.expansion.ink.dice.pick(voice.comments), reply: .nothing)
    if language == nil, happens(60) { agent(Phrases.nothingFound) }
  }

  /// Looks at the same thing two or three times, as agents do that wait for a state.
  private mutating func polls(_ place: Int) {
    for _ in 0..<writer.expansion.ink.dice.within(1...2) {
      writer.call(place, comment: "", reply: .success(rowBytes: 0), again: true)
    }
  }

  // MARK: Calls

  /// A call that succeeds, perhaps after errors that are repaired; or the planted error.
  mutating func calls(_ place: Int) {
    if let cause, cause.tool == place, !hasFailed {
      fails(place, cause.fault)
      return
    }
    var comment = writer.expansion.ink.dice.pick(voice.comments)
    if happens(13) {
      stumbles(place, comment: comment)
      comment = language == nil ? writer.expansion.ink.dice.pick(Phrases.retries) : ""
    }
    writer.call(place, comment: comment, reply: success(of: place))
    if happens(9) { side() }
  }

  /// A call for its effect on the reader: nothing goes wrong.
  mutating func success(of place: Int) -> MessageWriter.Reply {
    guard !domain.tools[place].row.isEmpty else { return .success(rowBytes: 0) }
    let share = outputBytes * writer.expansion.ink.dice.within(35...75) / 100
    outputBytes -= share
    return .success(rowBytes: share)
  }

  /// An error that the next call repairs.
  private mutating func stumbles(_ place: Int, comment: Template) {
    let fault: PlantedFault
    if let planted = plantedFaults[place], happens(50) {
      fault = writer.expansion.ink.dice.pick(planted)
    } else {
      fault = anyFault(of: domain.tools[place], passing: happens(60))
    }
    let count = happens(20) ? 2 : 1
    for _ in 0..<count { strikes(place, fault, comment: comment, again: false) }
  }

  /// A call beside the matter; its errors do no harm and nobody repairs them.
  mutating func side() {
    let places = domain.tools.indices.filter { domain.tools[$0].role == .side }
    let place = writer.expansion.ink.dice.pick(places)
    if happens(45) {
      strikes(place, anyFault(of: domain.tools[place], passing: happens(40)), comment: "", again: false)
    } else {
      writer.call(place, comment: "", reply: .success(rowBytes: 0))
    }
  }

  private mutating func anyFault(of tool: Tool, passing: Bool) -> PlantedFault {
    let role: Tool.Role = tool.role == .side ? .write : tool.role
    let kinds = FaultKind.all.filter { $0.roles.contains(role) && (!passing || $0.passes) }
    let kind = writer.expansion.ink.dice.pick(kinds)
    return PlantedFault(.kind(kind), dice: &writer.expansion.ink.dice)
  }

  /// One call that comes back with the error.
  mutating func strikes(_ place: Int, _ fault: PlantedFault, comment: Template, again: Bool) {
    var dice = writer.expansion.ink.dice
    let shape = dice.happens(85) ? fault.shape : dice.pick(FaultShape.allCases)
    writer.expansion.fault = fault.words(dice: &dice)
    writer.expansion.ink.dice = dice
    writer.call(place, comment: comment, reply: .fault(shape), again: again)
  }
}

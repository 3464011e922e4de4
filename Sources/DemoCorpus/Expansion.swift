/// Fills templates for one trace.
///
/// Everything a slot may ask for is here: the values of the trace, the domain, intent and tool in hand, and
/// the fault in hand.
struct Expansion {
  var ink: Ink
  var values = TraceValues()
  let domain: Domain
  /// The second of the trace's start, since 1970.
  var startSecond = 0
  var intent: Intent
  var otherIntent: Intent
  var toolName: [UInt8] = []
  var row: Template = ""
  var fault = FaultWords()
  /// In a language other than English, what the user wants.
  var foreignAct: Template?
  /// Whether the user speaks, so that "my" is theirs.
  var userSpeaks = true
  /// How many bytes of rows the next long result shall have.
  var rowBytes = 0

  /// The words of the fault in hand.
  struct FaultWords: Sendable {
    var message: Template = ""
    var code: Template = "error"
    var http: Template = "500"
    var exception: Template = "RuntimeError"
  }

  /// Appends the template with its slots filled.
  mutating func write(_ template: Template) {
    for part in template.parts {
      switch part {
      case .literal(let bytes): ink.bytes.append(contentsOf: bytes)
      case .slot(let slot): fill(slot)
      case .choice(let wordings): write(wordings[ink.dice.below(wordings.count)])
      }
    }
  }

  /// Appends one of the templates.
  mutating func write(oneOf templates: [Template]) {
    write(templates[ink.dice.below(templates.count)])
  }

  private mutating func fill(_ slot: Slot) {
    switch slot {
    case .object: ink.write(values.object)
    case .object2: ink.write(values.object2)
    case .customer: ink.write(values.customer)
    case .first: ink.write(values.first)
    case .name: ink.write(values.name)
    case .email: ink.write(values.email)
    case .phone: ink.write(values.phone)
    case .item: ink.write(values.item)
    case .item2: ink.write(values.item2)
    case .amount: ink.write(values.amount)
    case .amount2: ink.write(values.amount2)
    case .day: ink.write(values.day)
    case .day2: ink.write(values.day2)
    case .date: ink.write(values.date)
    case .date2: ink.write(values.date2)
    case .city: ink.write(values.city)
    case .city2: ink.write(values.city2)
    case .num: ink.write(values.num)
    case .num1: ink.write(values.num1)
    case .num2: ink.write(values.num2)
    case .ref: ink.write(values.ref)
    default: fillFromContext(slot)
    }
  }

  /// Fills the slots that depend on the speaker, the domain, the intent, the tool and the fault in hand.
  private mutating func fillFromContext(_ slot: Slot) {
    switch slot {
    case .my: ink.write(userSpeaks ? "my" : "your")
    case .act: write(foreignAct ?? intent.act)
    case .done: write(intent.done)
    case .noun: write(intent.noun)
    case .cnoun: writeCapitalised(intent.noun)
    case .rule: write(intent.rule)
    case .wrongrule: write(intent.wrongRule)
    case .otheract: write(otherIntent.act)
    case .otherdone: write(otherIntent.done)
    case .thing: write(domain.thing)
    case .brand: write(domain.brand)
    case .tool: ink.write(toolName)
    case .message: write(fault.message)
    case .code: write(fault.code)
    case .http: write(fault.http)
    case .exception: write(fault.exception)
    case .sentence: write(oneOf: domain.sentences)
    case .anyitem: write(oneOf: domain.items)
    case .rows: writeRows()
    default: fillFresh(slot)
    }
  }

  private mutating func fillFresh(_ slot: Slot) {
    switch slot {
    case .hex: ink.writeHex(digitCount: 8)
    case .uuid: ink.writeUUID()
    case .int: ink.write(number: ink.dice.within(100...9_999))
    case .n: ink.write(number: ink.dice.within(2...9))
    case .nn: ink.write(number: ink.dice.within(10...99))
    case .ms: ink.write(number: ink.dice.within(300...60_000))
    case .clock: ink.writeClock()
    case .iso: ink.write(isoSecond: startSecond - ink.dice.below(4_000_000))
    case .ip: ink.writeIP()
    case .host: ink.writeHost()
    case .path: ink.writePath()
    case .money: ink.writeMoney()
    case .req:
      ink.write(ink.dice.happens(50) ? "req-" : "RQ")
      ink.writeHex(digitCount: 10)
    case .pct:
      ink.write(number: ink.dice.within(5...60))
      ink.bytes.append(UInt8(ascii: "%"))
    case .status: write(oneOf: Names.statuses)
    case .anydate: ink.write(spokenDay: anyDay())
    case .anyday: ink.write(isoDay: anyDay())
    case .anyname:
      write(oneOf: Names.first)
      ink.bytes.append(UInt8(ascii: " "))
      write(oneOf: Names.last)
    case .anycity: write(oneOf: Names.cities)
    case .anyobject: ink.write(idOfShape: Array(domain.objectShape.utf8))
    default: preconditionFailure("slot \(slot.rawValue) is not filled")
    }
  }

  private mutating func anyDay() -> Int {
    startSecond / 86_400 - 200 + ink.dice.below(300)
  }

  /// Appends a template that begins with an ASCII letter, with a capital.
  private mutating func writeCapitalised(_ template: Template) {
    let start = ink.bytes.count
    write(template)
    guard start < ink.bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ink.bytes[start]) else {
      return
    }
    ink.bytes[start] -= 32
  }

  /// Writes rows of the tool in hand, at least one, until `rowBytes` are full.
  private mutating func writeRows() {
    let end = ink.bytes.count + rowBytes
    write(row)
    while ink.bytes.count < end {
      ink.bytes.append(UInt8(ascii: ","))
      write(row)
    }
  }

  /// Returns what the closure writes, without leaving it in the trace.
  mutating func drawn(_ body: (inout Expansion) -> Void) -> [UInt8] {
    let start = ink.bytes.count
    body(&self)
    let result = Array(ink.bytes[start...])
    ink.bytes.removeSubrange(start...)
    return result
  }
}

extension Expansion {
  /// Draws what the trace is about.
  mutating func drawValues() {
    let today = startSecond / 86_400
    let shape = Array(domain.objectShape.utf8)
    let customerShape = Array(domain.customerShape.utf8)
    values.object = drawn { $0.ink.write(idOfShape: shape) }
    values.object2 = drawn { $0.ink.write(idOfShape: shape) }
    values.customer = drawn { $0.ink.write(idOfShape: customerShape) }
    values.first = drawn { $0.write(oneOf: Names.first) }
    let last = drawn { $0.write(oneOf: Names.last) }
    values.name = values.first + [UInt8(ascii: " ")] + last
    values.email = drawn {
      $0.ink.write("user")
      $0.ink.write(number: $0.ink.dice.within(10...9_999))
      $0.ink.write(".")
      $0.ink.writeHex(digitCount: 4)
      $0.ink.write($0.ink.dice.happens(50) ? "@example.com" : "@mail.example.org")
    }
    values.phone = drawn {
      $0.ink.write("+1 555 01")
      $0.ink.write(twoDigits: $0.ink.dice.below(100))
      $0.ink.write(" ")
      $0.ink.write(number: $0.ink.dice.within(1_000...9_999))
    }
    (values.item, values.item2) = pair { $0.write(oneOf: $0.domain.items) }
    (values.amount, values.amount2) = pair { $0.ink.writeMoney() }
    (values.city, values.city2) = pair { $0.write(oneOf: Names.cities) }
    values.num = drawn { $0.ink.write(number: $0.ink.dice.within(100...9_999)) }
    values.num1 = drawn { $0.ink.write(number: $0.ink.dice.within(2...9)) }
    values.num2 = drawn { $0.ink.write(number: $0.ink.dice.within(10...99)) }
    values.ref = drawn { $0.ink.writeHex(digitCount: 8) }
    let day = today + 3 + ink.dice.below(60)
    let day2 = today - 2 - ink.dice.below(60)
    values.day = drawn { $0.ink.write(isoDay: day) }
    values.day2 = drawn { $0.ink.write(isoDay: day2) }
    values.date = drawn { $0.ink.write(spokenDay: day) }
    values.date2 = drawn { $0.ink.write(spokenDay: day2) }
  }

  /// Draws two values, trying up to five times to make them differ.
  private mutating func pair(_ body: (inout Expansion) -> Void) -> ([UInt8], [UInt8]) {
    let one = drawn(body)
    var two = drawn(body)
    for _ in 0..<5 where two == one { two = drawn(body) }
    return (one, two)
  }
}

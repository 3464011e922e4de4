/// What one trace is about: values drawn once, as bytes ready to be copied.
struct TraceValues: Sendable {
  var object: [UInt8] = []
  var object2: [UInt8] = []
  var customer: [UInt8] = []
  var first: [UInt8] = []
  var name: [UInt8] = []
  var email: [UInt8] = []
  var phone: [UInt8] = []
  var item: [UInt8] = []
  var item2: [UInt8] = []
  var amount: [UInt8] = []
  var amount2: [UInt8] = []
  var day: [UInt8] = []
  var day2: [UInt8] = []
  var date: [UInt8] = []
  var date2: [UInt8] = []
  var city: [UInt8] = []
  var city2: [UInt8] = []
  /// A number from 100 on, one of one digit, one of two, and a hex word, for arguments that stay the same.
  var num: [UInt8] = []
  var num1: [UInt8] = []
  var num2: [UInt8] = []
  var ref: [UInt8] = []
}

/// Bytes and the draws that make ids, numbers, dates and hosts of them.
struct Ink: Sendable {
  var bytes: [UInt8] = []
  var dice: Dice

  private static let hexDigits = Array("0123456789abcdef".utf8)

  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  mutating func write(number: Int) {
    if number >= 10 { write(number: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Writes a number below 100 with two digits.
  mutating func write(twoDigits number: Int) {
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  mutating func writeHex(digitCount: Int) {
    var bits = dice.bits()
    for _ in 0..<digitCount {
      bytes.append(Self.hexDigits[Int(bits & 15)])
      bits = bits >> 4
    }
  }

  mutating func writeUUID() {
    for (place, count) in [8, 4, 4, 4, 12].enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: "-")) }
      writeHex(digitCount: count)
    }
  }

  /// Writes an id of a shape in which `0` is a digit, `?` a capital and `h` a hex digit.
  mutating func write(idOfShape shape: [UInt8]) {
    for byte in shape {
      switch byte {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "0") + UInt8(dice.below(10)))
      case UInt8(ascii: "?"): bytes.append(UInt8(ascii: "A") + UInt8(dice.below(26)))
      case UInt8(ascii: "h"): bytes.append(Self.hexDigits[dice.below(16)])
      default: bytes.append(byte)
      }
    }
  }

  /// Writes an amount of money in one of the usual ways.
  mutating func writeMoney() {
    let whole = dice.happens(70) ? dice.within(5...400) : dice.within(400...9_800)
    let form = dice.below(8)
    if form < 5 { bytes.append(UInt8(ascii: "$")) }
    if form == 5 { write("€") }
    if whole >= 1000, form < 3 {
      write(number: whole / 1000)
      bytes.append(UInt8(ascii: ","))
      bytes.append(UInt8(ascii: "0") + UInt8(whole / 100 % 10))
      write(twoDigits: whole % 100)
    } else {
      write(number: whole)
    }
    if form != 4 {
      bytes.append(UInt8(ascii: "."))
      write(twoDigits: dice.below(100))
    }
    if form == 6 { write(" USD") }
    if form == 7 { write(" EUR") }
  }

  mutating func writeClock() {
    write(twoDigits: dice.below(24))
    bytes.append(UInt8(ascii: ":"))
    write(twoDigits: dice.below(60))
  }

  mutating func writeIP() {
    if dice.happens(50) {
      write("10.")
      write(number: dice.below(256))
    } else {
      write("172.16")
    }
    for _ in 0..<2 {
      bytes.append(UInt8(ascii: "."))
      write(number: dice.within(1...254))
    }
  }

  mutating func writeHost() {
    write(dice.pick(Names.services))
    if dice.happens(60) {
      bytes.append(UInt8(ascii: "-"))
      write(number: dice.within(1...40))
    }
    bytes.append(UInt8(ascii: "."))
    write(dice.pick(Names.zones))
  }

  mutating func writePath() {
    write(dice.pick(["/srv/app/", "/usr/lib/python3.11/", "/opt/agent/tools/", "/home/runner/work/"]))
    write(dice.pick(Names.services))
    bytes.append(UInt8(ascii: "/"))
    writeHex(digitCount: 4)
    write(".py")
  }
}

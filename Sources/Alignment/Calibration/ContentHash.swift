/// SHA-256 of bytes, to name what a calibration was learnt on.
///
/// Source: NIST 2015, FIPS 180-4, doi:10.6028/NIST.FIPS.180-4.
package struct ContentHash: Sendable, Hashable {
  /// The hash in hexadecimal, 64 digits.
  package let digits: String

  package init(of bytes: [UInt8]) {
    var state = ContentHash.roots(exponent: 2, count: 8)
    let padded = ContentHash.padded(bytes)
    let constants = ContentHash.roots(exponent: 3, count: 64)
    var schedule = Array(repeating: UInt32(0), count: 64)
    for start in stride(from: 0, to: padded.count, by: 64) {
      for word in 0..<16 {
        schedule[word] = (0..<4).reduce(0) { $0 << 8 | UInt32(padded[start + 4 * word + $1]) }
      }
      for word in 16..<64 {
        let (a, b) = (schedule[word - 15], schedule[word - 2])
        let first = a.rotated(7) ^ a.rotated(18) ^ (a >> 3)
        let second = b.rotated(17) ^ b.rotated(19) ^ (b >> 10)
        schedule[word] = schedule[word - 16] &+ first &+ schedule[word - 7] &+ second
      }
      ContentHash.compress(&state, schedule, constants)
    }
    digits = state.map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 8 - text.count) + text
    }.joined()
  }

  private static func compress(_ state: inout [UInt32], _ schedule: [UInt32], _ constants: [UInt32]) {
    var s = state
    for round in 0..<64 {
      let mixed = s[4].rotated(6) ^ s[4].rotated(11) ^ s[4].rotated(25)
      let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
      let first = s[7] &+ mixed &+ choice &+ constants[round] &+ schedule[round]
      let turned = s[0].rotated(2) ^ s[0].rotated(13) ^ s[0].rotated(22)
      let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
      for place in stride(from: 7, to: 0, by: -1) { s[place] = s[place - 1] }
      s[4] = s[4] &+ first
      s[0] = first &+ turned &+ majority
    }
    for index in state.indices { state[index] = state[index] &+ s[index] }
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    var padded = bytes + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bitCount = UInt64(bytes.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bitCount >> shift))
    }
    return padded
  }

  /// The first 32 bits behind the point of the square or cube roots of the first primes, by which the standard
  /// defines its constants.
  private static func roots(exponent: Int, count: Int) -> [UInt32] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { fraction(ofRoot: exponent, of: $0) }
  }

  /// The greatest *x* with *x*ᵏ ≤ *prime* · 2³²ᵏ, less its whole part, by bisection in whole numbers.
  private static func fraction(ofRoot exponent: Int, of prime: UInt64) -> UInt32 {
    var (low, high): (UInt64, UInt64) = (0, 1 << 37)
    while high - low > 1 {
      let middle = (low + high) / 2
      if power(middle, exponent, isAtMost: prime) { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  private static func power(_ x: UInt64, _ exponent: Int, isAtMost prime: UInt64) -> Bool {
    var value = UInt128(x)
    for _ in 1..<exponent { value *= UInt128(x) }
    return value <= UInt128(prime) << (32 * UInt128(exponent))
  }
}

extension UInt32 {
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}

internal import JSONBytes

/// The language of a text, as far as its script and commonest words tell.
///
/// A script that only one of the languages here is written in decides if a fifth of the text is in it. Text in Latin
/// letters is of the language whose commonest words it has most of: at least three, and half as many again as of the
/// next language. Anything else, and any text of a few words, shows no language.
package enum TextLanguage: String, Sendable, Hashable, CaseIterable {
  case english, german, french, spanish, portuguese, italian, dutch, polish, swedish, turkish
  case chinese, japanese, korean, russian, ukrainian, arabic, hebrew, thai, hindi, greek

  /// Finds the language of a stretch of UTF-8; `nil` where it does not show.
  package static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TextLanguage? {
    let searched = range.lowerBound..<min(range.upperBound, range.lowerBound + searchedByteCount)
    return ofScript(bytes, searched) ?? ofWords(bytes, searched)
  }

  /// So much of a text tells its language; more of it costs time and changes little.
  private static let searchedByteCount = 2_000

  // MARK: Script

  private static func ofScript(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TextLanguage? {
    var counts = ScriptCounts()
    var place = range.lowerBound
    while place < range.upperBound {
      let first = bytes[place]
      guard first >= 0xC0 else {
        if first | 0x20 >= 0x61, first | 0x20 <= 0x7A { counts.latin += 1 }
        place += 1
        continue
      }
      place += counts.take(first, place + 1 < range.upperBound ? bytes[place + 1] : 0)
    }
    return counts.language
  }

  /// Bytes of the text by script.
  private struct ScriptCounts {
    var latin = 0
    private var counts = [Int](repeating: 0, count: languages.count)

    /// Letters of Ukrainian that Russian does not have.
    private var ukrainianCount = 0

    /// The languages with a script of their own.
    private static let languages: [TextLanguage] = [
      .japanese, .chinese, .korean, .russian, .arabic, .hebrew, .thai, .hindi, .greek,
    ]

    /// Takes in a character by its first two bytes, and returns how many bytes it has.
    mutating func take(_ first: UInt8, _ second: UInt8) -> Int {
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      let script: Int? =
        switch (first, second) {
        case (0xE3, 0x81...0x83): 0
        case (0xE4...0xE9, _): 1
        case (0xEA, 0xB0...), (0xEB...0xEC, _), (0xED, ..<0x9F): 2
        case (0xD0...0xD1, _): 3
        case (0xD8...0xD9, _): 4
        case (0xD7, _): 5
        case (0xE0, 0xB8...0xB9): 6
        case (0xE0, 0xA4...0xA5): 7
        case (0xCE...0xCF, _): 8
        default: nil
        }
      guard let script else {
        if (0xC3...0xC9).contains(first) { latin += length }
        return length
      }
      counts[script] += length
      // Є, І and Ї, and the same letters small.
      let ukrainian: [UInt8] = first == 0xD0 ? [0x84, 0x86, 0x87] : [0x94, 0x96, 0x97]
      if script == 3, ukrainian.contains(second) { ukrainianCount += 1 }
      return length
    }

    var language: TextLanguage? {
      var counts = counts
      // Japanese is written with Chinese characters between its own.
      if counts[0] * 10 > counts[1] { (counts[0], counts[1]) = (counts[0] + counts[1], 0) }
      let total = latin + counts.reduce(0, +)
      let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
      guard counts[most] >= 6, counts[most] * 5 > total else { return nil }
      let language = Self.languages[most]
      return language == .russian && ukrainianCount * 80 > counts[most] ? .ukrainian : language
    }
  }

  // MARK: Words

  private static func ofWords(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TextLanguage? {
    var counts = [Int](repeating: 0, count: wordLists.count)
    var hash = WordHash()
    for place in range {
      let byte = bytes[place]
      if isLetter(byte) {
        hash.add(byte)
      } else {
        count(&hash, &counts)
      }
    }
    count(&hash, &counts)
    let ranked = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
    // Neighbouring languages share words, so the first has to lead clearly.
    guard counts[ranked[0]] >= 3, counts[ranked[0]] * 2 >= counts[ranked[1]] * 3 else { return nil }
    return wordLists[ranked[0]].language
  }

  private static func count(_ hash: inout WordHash, _ counts: inout [Int]) {
    guard !hash.isEmpty else { return }
    var languages = commonWords[hash.value] ?? 0
    while languages != 0 {
      counts[languages.trailingZeroBitCount] += 1
      languages &= languages - 1
    }
    hash = WordHash()
  }

  /// A letter of Latin script; any byte beyond ASCII is taken for a part of one.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  /// FNV-1a of a word with its ASCII letters in lower case.
  private struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var isEmpty = true

    mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte < 0x80 ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
      isEmpty = false
    }
  }

  /// For the hash of a word the languages in which it is common, a bit each.
  private static let commonWords: [UInt64: UInt16] = {
    var words: [UInt64: UInt16] = [:]
    for (place, list) in wordLists.enumerated() {
      for word in list.words.split(separator: " ") {
        var hash = WordHash()
        for byte in word.utf8 { hash.add(byte) }
        words[hash.value, default: 0] |= 1 << UInt16(place)
      }
    }
    return words
  }()

  private static let wordLists: [(language: TextLanguage, words: String)] = [
    (
      .english,
      "the is and to of you your i have it that for with this be are was can not my on we please will if at from"
    ),
    (
      .german,
      "der die das und ist nicht ich sie wir ein eine mit für auf den ihre ihr haben bitte es zu von dem wird kann"
    ),
    (
      .french,
      "le la les et est pas je vous nous un une avec pour sur des votre du que il ce mon ma en dans qui sont"
    ),
    (
      .spanish,
      "el la los y es no que de un una con para por su mi lo se en del las pero usted está como más puede"
    ),
    (
      .portuguese,
      "o os e é não que de um uma com para por seu meu se em do da das mas você está foi ao como mais pode"
    ),
    (
      .italian,
      "il lo gli e è non che di un una con per suo mio si in del della ma lei sono ho come più può questo"
    ),
    (
      .dutch,
      "de het een en is niet ik u wij met voor op van dat mijn uw zijn hebben te graag er kan wordt deze"
    ),
    (
      .polish,
      "i w nie na się z do jest to że jak za od po ale czy proszę dla są pan pani mnie moje tego może"
    ),
    (
      .swedish,
      "och att det är en ett jag du inte som på med för av den till har kan vi min din om eller från"
    ),
    (
      .turkish,
      "ve bir bu için ile de da ne çok ama ben siz biz mi var yok olarak lütfen daha gibi kadar değil evet"
    ),
  ]
}

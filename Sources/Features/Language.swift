internal import JSONBytes

/// The language of a text as far as its script and commonest words tell.
package enum Language: UInt8, Sendable, Hashable {
  case english, german, french, spanish, portuguese, italian, dutch
  case chinese, japanese, korean, cyrillic, arabic, hebrew, thai, devanagari, greek

  /// Its name in English; of a script that several languages are written in, that of the script.
  package var name: String {
    switch self {
    case .english: "English"
    case .german: "German"
    case .french: "French"
    case .spanish: "Spanish"
    case .portuguese: "Portuguese"
    case .italian: "Italian"
    case .dutch: "Dutch"
    case .chinese: "Chinese"
    case .japanese: "Japanese"
    case .korean: "Korean"
    case .cyrillic: "Cyrillic script"
    case .arabic: "Arabic"
    case .hebrew: "Hebrew"
    case .thai: "Thai"
    case .devanagari: "Devanagari script"
    case .greek: "Greek"
    }
  }

  /// The language of a text; `nil` where it does not show.
  package static func of(_ text: String) -> Language? {
    let bytes = Array(text.utf8.prefix(searchedBytes))
    return of(bytes.span, ByteRange(start: 0, count: bytes.count))
  }

  /// The language of a stretch of text; `nil` where it does not show.
  static func of(_ bytes: Span<UInt8>, _ range: ByteRange) -> Language? {
    let range = ByteRange(start: range.start, count: min(range.count, searchedBytes))
    return script(bytes, range) ?? latin(bytes, range)
  }

  private static let searchedBytes = 600

  /// The language of a script of its own, if a fifth of the bytes are of it; `nil` for Latin letters and none.
  static func script(_ bytes: Span<UInt8>, _ range: ByteRange) -> Language? {
    let range = ByteRange(start: range.start, count: min(range.count, searchedBytes))
    guard unsafe !bytes.bytes.isASCII(range) else { return nil }
    var counts = [Int](repeating: 0, count: 16)
    var place = range.start
    while place < range.end {
      let first = bytes[place]
      let second = place + 1 < range.end ? bytes[place + 1] : 0
      let found: (language: Language, length: Int)? =
        switch (first, second) {
        case (0xE3, 0x81...0x83): (.japanese, 3)
        case (0xE4...0xE9, _): (.chinese, 3)
        case (0xEA, 0xB0...), (0xEB...0xEC, _): (.korean, 3)
        case (0xD0...0xD1, _): (.cyrillic, 2)
        case (0xD8...0xD9, _): (.arabic, 2)
        case (0xD7, _): (.hebrew, 2)
        case (0xE0, 0xB8...0xB9): (.thai, 3)
        case (0xE0, 0xA4...0xA5): (.devanagari, 3)
        case (0xCE...0xCF, _): (.greek, 2)
        default: nil
        }
      if let found { counts[Int(found.language.rawValue)] += found.length }
      place += found?.length ?? 1
    }
    // Japanese is written with Chinese characters between its own.
    let japanese = Int(Language.japanese.rawValue)
    if counts[japanese] > 0 { counts[japanese] += counts[Int(Language.chinese.rawValue)] }
    guard
      let most = counts.indices.max(by: { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 }),
      counts[most] * 5 > range.count
    else { return nil }
    return counts[japanese] == counts[most] ? .japanese : Language(rawValue: UInt8(most))
  }

  /// The language whose commonest words make up most of a text of Latin letters.
  private static func latin(_ bytes: Span<UInt8>, _ range: ByteRange) -> Language? {
    var words = CommonWords()
    words.add(bytes, range)
    return words.leading(atLeast: 3).flatMap { Language(rawValue: UInt8($0)) }
  }

  /// How many words of texts are common ones of each language of Latin letters.
  struct CommonWords {
    private(set) var counts = SIMD8<Int>()

    /// How many of them are of no other language.
    private var ownCounts = SIMD8<Int>()

    mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange) {
      let start = ByteRange(start: range.start, count: min(range.count, searchedBytes))
      Words.forEach(in: bytes, start) { word in
        var languages = commonWords.value(of: word.hash)
        let isOfOne = languages & (languages &- 1) == 0
        while languages != 0 {
          counts[languages.trailingZeroBitCount] += 1
          if isOfOne { ownCounts[languages.trailingZeroBitCount] += 1 }
          languages &= languages - 1
        }
      }
    }

    /// The language that so many words at least are of, clearly more than of the next, and not all shared with others:
    /// neighbours share words.
    func leading(atLeast least: Int) -> Int? {
      let most = counts.max()
      // Of equals the first.
      guard most >= least, let first = counts.indices.first(where: { counts[$0] == most }) else { return nil }
      var others = counts
      others[first] = 0
      return most * 2 > others.max() * 3 && ownCounts[first] > 0 ? first : nil
    }
  }

  /// For the hash of a word the languages in which it is common, a bit each.
  private static let commonWords: ByteTable = {
    let lists: [(Language, [String])] = [
      (
        .english,
        [
          "the is and to of you your i have it that for with this be are was can not my on we please a an in at",
          "has been will do no so if or as by from our they there here what which when how all any more me",
        ]
      ),
      (
        .german,
        [
          "der die das und ist nicht ich sie wir ein eine mit für auf den ihre ihr haben bitte es zu von dem des im",
          "am zum zur bei nach wurde wird werden kann sind hat habe wie noch auch nur oder aber uns ihnen leider",
        ]
      ),
      (
        .french,
        [
          "le la les et est pas je vous nous un une avec pour sur des votre du que il ce mon ma en au aux dans par",
          "ne plus qui cette ces été sont vos nos notre ou mais si bien merci à",
        ]
      ),
      (
        .spanish,
        [
          "el la los y es no que de un una con para por su mi lo se en del las pero usted está ha han hemos están",
          "ser fue al le les sus nuestra nuestro como más ya hoy gracias todo",
        ]
      ),
      (
        .portuguese,
        [
          "o os e é não que de um uma com para por seu meu se em do da das mas você está foi foram estão ao à pelo",
          "pela no na nos nas sua seus nosso nossa obrigado hoje mais já",
        ]
      ),
      (
        .italian,
        [
          "il lo gli e è non che di un una con per suo mio si in del della ma lei sono ho la le i al alla dal dalla",
          "nel nella stata stato abbiamo può sua tutto oggi grazie più ci",
        ]
      ),
      (
        .dutch,
        [
          "de het een en is niet ik u wij met voor op van dat mijn uw zijn hebben te graag er wordt worden was heeft",
          "kan ons onze door bij naar aan ook maar dit die deze alles geen",
        ]
      ),
    ]
    var entries: [(hash: UInt64, value: UInt8)] = []
    for (language, list) in lists {
      let bytes = Array(list.joined(separator: " ").utf8)
      Words.forEach(in: bytes.span, ByteRange(start: 0, count: bytes.count)) { word in
        entries.append((word.hash, 1 << language.rawValue))
      }
    }
    return ByteTable(hashes: entries)
  }()
}

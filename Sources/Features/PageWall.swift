internal import JSONBytes
internal import Traces

/// Finds a page that stands in the way of the one that was asked for: a check for robots, a request to sign in, a
/// refusal of readers from elsewhere or without a subscription.
///
/// Only short pages are looked at, and in them what is said to the reader and of no condition: "if your session has
/// expired" is a sentence of a manual.
struct PageWall {
  let bytes: [UInt8]
  let text: ByteRange

  private static let pageBytes = 1_500
  private static let searchedBytes = 400

  /// What the page says from the line of the wall on; `nil` if it is none.
  ///
  /// - Complexity: O(1).
  func failure(arguments: ArraySlice<UInt8>) -> Failure? {
    guard text.count <= Self.pageBytes else { return nil }
    let head = ByteRange(start: text.start, count: min(text.count, Self.searchedBytes))
    if let words = redirect(head), !Self.asksForSignIn(arguments) {
      return Failure(typeText: Self.signIn, message: words)
    }
    var found: (start: Int, rank: Int)?
    Self.walls.forEachMatch(in: bytes.span, head) { match in
      let start = match.end - Self.phrases[match.phrase].phrase.utf8.count
      guard found.map({ start < $0.start }) ?? true, isSaid(start) else { return }
      found = (start, match.phrase)
    }
    guard let found else { return nil }
    var first = found.start
    while first > text.start, bytes[first - 1] != UInt8(ascii: "\n"), bytes[first - 1] != UInt8(ascii: ">") {
      first -= 1
    }
    let message = Array(bytes[first..<text.end].prefix(ErrorRecogniser.messageLimit))
    return Failure(typeText: Self.phrases[found.rank].type, message: message)
  }

  private static let signIn = Array("authentication".utf8)
  private static let refusal = Array("permission".utf8)

  /// What a wall says to who meets it, and its type.
  private static let phrases: [(phrase: String, type: [UInt8])] =
    [
      "verifying you are human", "verify you are human", "verify you are a human",
      "verify that you are human",
      "press & hold", "robot check", "you're not a robot", "you are not a robot", "are you a robot?",
      "needs to review the security of your connection", "checking your browser before accessing",
      "unusual traffic from your", "you are using automation tools",
      "enable javascript and cookies to continue",
      "pardon our interruption", "complete the security check to access",
      "enter the characters you see below",
      "not available in your region", "not available in your country", "does not serve your country",
      "subscribe to continue reading", "article is for subscribers only",
      "you have reached your limit of free articles",
    ].map { (phrase: $0, type: refusal) }
    + [
      "your session has expired", "your session expired", "your session has timed out",
      "please sign in again",
      "please log in again", "you have been signed out", "you have been logged out", "you've been signed out",
      "you've been logged out", "sign in to continue to", "please sign in to continue",
      "please log in to continue",
    ].map { (phrase: $0, type: signIn) }
  private static let walls = PhraseMatcher(phrases.map(\.phrase))

  /// Whether what stands at a place is said, and neither quoted nor made to depend on something.
  private func isSaid(_ place: Int) -> Bool {
    var start = place
    while start > text.start, bytes[start - 1] != UInt8(ascii: "\n"), bytes[start - 1] != UInt8(ascii: ">") {
      start -= 1
    }
    let before = bytes[start..<place]
    guard before.count <= Self.sentenceBytes, !before.contains(where: Self.marks.contains) else {
      return false
    }
    return !String(decoding: before, as: UTF8.self).lowercased().split { !$0.isLetter }
      .contains { Self.conditions.contains(String($0)) }
  }

  private static let sentenceBytes = 120
  private static let marks = Array("\"'`{}|=".utf8) + [0xE2]
  private static let conditions: Set<String> = [
    "if", "when", "whenever", "how", "whether", "why", "what", "unless", "until", "once", "a", "an", "says",
    "about", "called", "message", "page", "pages",
  ]

  /// Where a redirection leads that was not followed, if that is where one signs in: `302 redirect -> https://login…`.
  private func redirect(_ head: ByteRange) -> [UInt8]? {
    let line = bytes[head.indices].prefix { $0 != UInt8(ascii: "\n") }
    guard line.count > 12, line[line.startIndex] == UInt8(ascii: "3"), line[line.startIndex + 3] == 0x20,
      line.prefix(3).allSatisfy(ErrorPhraseIndex.isDigit), Self.asksForSignIn(line)
    else { return nil }
    return Array(bytes[head.indices])
  }

  /// Whether words, such as the address that was asked for, are about signing in.
  static func asksForSignIn(_ words: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: words.prefix(addressBytes), as: UTF8.self).lowercased()
    return ["login", "log-in", "signin", "sign-in", "sign in", "log in", "/auth", "accounts.", "sso"].contains
    {
      words.contains($0)
    }
  }

  private static let addressBytes = 400

  /// What a body of a page, with its address and title, says of a failure: its title is that of a wall.
  static func failure(in document: JSONDocument, arguments: ArraySlice<UInt8>) -> Failure? {
    guard document.kind(document.root) == .object, document.field("url", of: document.root) != nil,
      let title = document.field("title", of: document.root).flatMap({ document.text($0) })
    else { return nil }
    let words = Array(document.strings[title.indices])
    let name = String(decoding: words.prefix(titleBytes), as: UTF8.self).lowercased()
    if titlesOfSignIn.contains(name), !asksForSignIn(arguments) {
      return Failure(typeText: signIn, message: words)
    }
    return titlesOfRefusal.contains(name) ? Failure(typeText: refusal, message: words) : nil
  }

  private static let titleBytes = 60
  private static let titlesOfSignIn: Set<String> = [
    "sign in", "log in", "login", "sign in - google accounts",
  ]
  private static let titlesOfRefusal: Set<String> = [
    "just a moment...", "robot check", "attention required! | cloudflare", "access denied",
    "pardon our interruption", "are you a robot?", "security check",
  ]
}

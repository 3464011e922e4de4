internal import JSONBytes

/// Shapes in which whole families of programs print an error, told by the first line or the end of a short text.
extension ErrorPhraseIndex {
  /// Whether a text has one of the shapes.
  ///
  /// `insufficientPermissions: words`, `psql: error: words`, `pyarrow.lib.ArrowInvalid: words`, `Get-ADUser : words`,
  /// `ldap_modify: words (50)`, `UNABLE - CLASS CLOSED`, `words (0x87D1041C)`.
  ///
  /// - Complexity: O(1): of the text no more than the first 160 bytes are looked at, and of a short one the end.
  func hasShapeOfFailure(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard text.count > 7 else { return false }
    let head = ByteRange(start: text.start, count: min(text.count, Self.lineBytes))
    let end = unsafe bytes.bytes.firstPosition(of: UInt8(ascii: "\n"), in: head) ?? head.end
    let line = unsafe bytes.extracting(head.start..<end).withUnsafeBufferPointer { unsafe Array($0) }
    let isWhole = line.count == text.count
    if isWhole, isAnswerInCapitals(line) || endsInCode(line) { return true }
    guard let colon = line.prefix(Self.nameBytes).firstIndex(of: UInt8(ascii: ":")), colon + 2 < line.count,
      line[colon + 1] == 0x20
    else { return false }
    let (name, rest) = (line[..<colon], line[(colon + 2)...])
    return isCommand(name) || namesRefusal(name, rest) || namesClass(name) || isOfDirectory(name, rest)
      || isBehindName(name, rest)
  }

  private static let lineBytes = 160
  private static let nameBytes = 60

  // MARK: What stands before the first colon

  /// Whether a name is that of a command of PowerShell and a space, as it prints an error: `Get-ADUser :`.
  private func isCommand(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.last == 0x20, let hyphen = name.firstIndex(of: UInt8(ascii: "-")), hyphen + 3 < name.endIndex,
      Self.isUpper(name[hyphen + 1])
    else { return false }
    return name[(hyphen + 1)...].dropLast().allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
      && Self.verbs.contains(String(decoding: name[..<hyphen], as: UTF8.self))
  }

  /// Of the verbs that PowerShell approves those of commands that change or read something.
  private static let verbs: Set<String> = [
    "Add", "Clear", "Close", "Connect", "Convert", "Copy", "Disable", "Disconnect", "Enable", "Enter",
    "Export",
    "Find", "Format", "Get", "Grant", "Import", "Install", "Invoke", "Join", "Lock", "Mount", "Move", "New",
    "Open", "Publish", "Push", "Read", "Receive", "Register", "Remove", "Rename", "Repair", "Reset",
    "Resolve",
    "Restart", "Restore", "Resume", "Revoke", "Save", "Search", "Send", "Set", "Start", "Stop", "Submit",
    "Suspend", "Sync", "Test", "Unblock", "Uninstall", "Unlock", "Unregister", "Update", "Wait", "Write",
  ]

  /// Whether a name of several words joined by capitals says what was refused: `LicenseLimitExceeded`.
  private func namesRefusal(_ name: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, name.allSatisfy({ Self.isLetter($0) && $0 < 0x80 }),
      rest.contains(0x20), rest.first.map({ Self.isLetter($0) || Self.isUpper(first) }) ?? false
    else { return false }
    let words = Self.words(ofCamel: name)
    guard words.count > 1, let head = words.first, let last = words.last else { return false }
    return Self.lastRefusals.contains(last)
      || Self.firstRefusals.contains(head) && rest.first.map(Self.isLetter) ?? false
  }

  private static let lastRefusals: Set<String> = [
    "exceeded", "denied", "invalid", "expired", "conflict", "violation", "unavailable", "rejected", "refused",
    "exhausted", "mismatch", "forbidden", "unauthorized", "unsupported", "throttled", "failure",
  ]
  private static let firstRefusals: Set<String> = [
    "insufficient", "unauthorized", "unsupported", "invalid", "missing", "too",
  ]

  private static func words(ofCamel name: ArraySlice<UInt8>) -> [String] {
    var words: [[UInt8]] = []
    var wasLower = false
    for byte in name {
      if words.isEmpty || isUpper(byte) && wasLower { words.append([]) }
      words[words.count - 1].append(byte | 0x20)
      wasLower = !isUpper(byte)
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a name is that of a class with its modules before it, as Python and Java print what was thrown, though it
  /// ends in no word for an error: `airflow.exceptions.DagNotFound`.
  private func namesClass(_ name: ArraySlice<UInt8>) -> Bool {
    guard let point = name.lastIndex(of: UInt8(ascii: ".")), point + 3 < name.endIndex,
      Self.isUpper(name[point + 1]), name.allSatisfy(Self.isNamePart),
      !name[..<point].contains(where: Self.isUpper),
      let last = Self.words(ofCamel: name[(point + 1)...]).last
    else { return false }
    return Self.lastRefusals.contains(last) || Self.lastOfClass.contains(last)
      || name[..<point].split(separator: UInt8(ascii: ".")).last.map {
        ["exceptions", "errors"].contains(String(decoding: $0, as: UTF8.self))
      } ?? false
  }

  private static let lastOfClass: Set<String> = [
    "found", "timeout", "aborted", "interrupt", "exists", "fault",
  ]

  /// Whether a text is an error of OpenLDAP's tools: `ldap_bind: Invalid credentials (49)`.
  private func isOfDirectory(_ name: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
    guard name.starts(with: Self.directory), let open = rest.lastIndex(of: UInt8(ascii: "(")) else {
      return false
    }
    let code = rest[(open + 1)...].prefix(while: Self.isDigit)
    return !code.isEmpty && code.endIndex < rest.endIndex && rest[code.endIndex] == UInt8(ascii: ")")
  }

  private static let directory = Array("ldap_".utf8)

  /// Whether a word for an error and a colon stand behind the name of a program: `psql: error: words`.
  private func isBehindName(_ name: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
    guard name.first.map(Self.isLetter) ?? false, !name.contains(0x20) else { return false }
    return Self.errorWords.contains { word in
      rest.starts(with: word) && rest.dropFirst(word.count).contains { $0 > 0x20 }
    }
  }

  private static let errorWords = ["error: ", "Error: ", "ERROR: ", "fatal: ", "FATAL: ", "fatal error: "].map
  {
    Array($0.utf8)
  }

  // MARK: Whole lines

  /// Whether a line is a refusal in capitals alone, as booking systems and mainframes answer: `FARE EXPIRED - REPRICE`.
  private func isAnswerInCapitals(_ line: [UInt8]) -> Bool {
    guard line.count <= Self.answerBytes, Self.isUpper(line[0]),
      line.allSatisfy({ Self.isUpper($0) || Self.isDigit($0) || Self.marksOfAnswer.contains($0) })
    else { return false }
    let words = line.split { !Self.isUpper($0) }.map { String(decoding: $0, as: UTF8.self) }
    guard words.count > 1, !words.contains(where: Self.wordsOfGoodAnswer.contains) else { return false }
    return Self.firstOfRefusal.contains(words[0]) || words.contains(where: Self.anyOfRefusal.contains)
      || zip(words, words.dropFirst()).contains { Self.pairsOfRefusal.contains("\($0) \($1)") }
  }

  private static let answerBytes = 120
  private static let marksOfAnswer = Array(" -/.,'&()*".utf8)
  private static let firstOfRefusal: Set<String> = [
    "UNABLE", "INVALID", "ILLEGAL", "RESTRICTED", "SIMULTANEOUS", "UNKNOWN", "INCORRECT",
  ]
  private static let anyOfRefusal: Set<String> = [
    "UNABLE", "TERMINATED", "DECLINED", "DENIED", "REJECTED", "MISSING", "REQUIRED", "NEEDED", "MANDATORY",
    "EXPIRED", "REFUSED",
  ]
  private static let pairsOfRefusal: Set<String> = [
    "CLASS CLOSED", "NOT AVAILABLE", "NOT VALID", "NOT FOUND", "NOT ALLOWED", "NOT PERMITTED", "SOLD OUT",
    "WAITLIST CLOSED", "WAITLIST ONLY", "CHECK FORMAT", "OR IGNORE",
  ]
  private static let wordsOfGoodAnswer: Set<String> = [
    "NO", "NONE", "NOTHING", "OK", "DONE", "COMPLETED", "CONFIRMED", "ISSUED", "VISA", "IF", "WHEN", "BY",
  ]

  /// Whether a line ends in brackets with the code of a failure: one of Windows (bit 31 of an HRESULT is set), or a
  /// reason such as `bytesBilledLimitExceeded`.
  private func endsInCode(_ line: [UInt8]) -> Bool {
    let end = line.last == UInt8(ascii: ".") ? line.count - 1 : line.count
    guard end > 10, line[end - 1] == UInt8(ascii: ")"),
      let open = line[..<end].lastIndex(of: UInt8(ascii: "(")), open > 3
    else { return false }
    let code = line[(open + 1)..<(end - 1)]
    if code.count == 10, code.starts(with: Self.hexMark) {
      return code.dropFirst(3).allSatisfy(Self.isHex)
        && Self.failureDigits.contains(code[code.startIndex + 2] | 0x20)
    }
    guard code.allSatisfy({ Self.isLetter($0) && $0 < 0x80 }) else { return false }
    let words = Self.words(ofCamel: code)
    return words.count > 1 && words.last.map(Self.lastRefusals.contains) ?? false
  }

  private static let hexMark = Array("0x".utf8)
  private static let failureDigits = Array("89abcdef".utf8)

  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}

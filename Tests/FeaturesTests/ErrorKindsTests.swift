import Testing

@testable import Features

private func kind(_ message: String, _ type: ErrorType) -> ErrorKind? {
  ErrorKinds.kind(of: Array(message.utf8), type: type)
}

@Test(
  arguments: [
    ("connection reset by peer <ip>", ErrorKind.droppedConnection),
    ("ECONNRESET while reading from <host>", .droppedConnection),
    (
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
      .droppedConnection
    ),
    ("socket hang up", .droppedConnection), ("EPIPE: lost connection to <*>", .droppedConnection),
    ("dial tcp <ip>: connect: connection refused", .refusedConnection),
    ("curl: (<num>) Failed to connect to <host> port <num>", .refusedConnection),
    ("getaddrinfo ENOTFOUND <host>", .nameResolution), ("net::ERR_NAME_NOT_RESOLVED", .nameResolution),
    ("Temporary failure in name resolution", .nameResolution),
    ("SSL: certificate verify failed (self-signed) for <host>", .certificate),
    ("net::ERR_CERT_DATE_INVALID at <url>", .certificate),
    ("x509: certificate signed by unknown authority", .certificate),
    // Which of two comes first: the certificate was looked at over a connection that was then closed.
    ("SSL handshake failed: connection closed", .certificate),
  ])
func `the words of a network error tell its kind`(message: String, expected: ErrorKind) {
  #expect(kind(message, .network) == expected)
}

@Test(
  arguments: [
    ("duplicate key value violates unique constraint \"<text>\"", ErrorKind.duplicate),
    ("DuplicateKey: an entry with the same reference already exists", .duplicate),
    ("ALREADY_EXISTS: <*>", .duplicate),
    ("etag mismatch: record was modified by <email> at <time>", .staleVersion),
    ("StaleObjectError: expected version <num>", .staleVersion),
    ("could not serialize access due to concurrent update", .staleVersion),
    ("record in use by another session (<hex>)", .locked), ("could not obtain lock on row", .locked),
    ("Someone else has the workbook open (lock <id>).", .locked),
    ("deadlock detected: process <num> waits for ShareLock", .deadlock),
  ])
func `the words of a conflict tell its kind`(message: String, expected: ErrorKind) {
  #expect(kind(message, .conflict) == expected)
}

@Test(
  arguments: [
    ("JWT expired <num> seconds ago", ErrorType.authentication, ErrorKind.expired),
    ("ExpiredSignatureError: Signature has expired", .authentication, .expired),
    ("API key expired", .authentication, .expired), ("API key is unknown", .authentication, .credentials),
    ("request signature does not match computed hmac <hex>", .authentication, .signature),
    ("java.lang.OutOfMemoryError: Java heap space", .resource, .memory),
    ("write <path>: no space left on device", .resource, .storage),
    ("<num> Payload Too Large", .resource, .size),
  ])
func `the words tell who is not known, and what ran out`(
  message: String, type: ErrorType, expected: ErrorKind
) {
  #expect(kind(message, type) == expected)
}

@Test(
  arguments: [
    ("ResolutionImpossible: for help visit <url>", ErrorType.conflict, ErrorKind.dependencies),
    ("npm ERR! code ERESOLVE", .conflict, .dependencies),
    ("No solution found when resolving dependencies", .conflict, .dependencies),
    ("CONFLICT (content): Merge conflict in <path>", .conflict, .merge),
    ("listen EADDRINUSE: address already in use <*>", .conflict, .address),
    ("UNABLE - CLASS CLOSED", .conflict, .soldOut), ("ROOM_TYPE_SOLD_OUT", .conflict, .soldOut),
    ("Charge <id> has already been refunded.", .conflict, .alreadyDone),
    ("make: *** [Makefile:<num>: test] Error 137", .resource, .memory),
    ("reached maximum number of turns (<num>)", .resource, .turns),
    ("Please verify you are a human", .permission, .robotCheck),
    ("content is not available in your region", .permission, .region),
    ("go: go.mod requires go >= <version>", .unsupported, .runtime),
    ("KeyError: 'DATABASE_URL'", .precondition, .setting),
    ("<div> intercepts pointer events", .precondition, .covered),
    ("The password does not meet the length of the domain", .validation, .passwordPolicy),
    ("date must be in the future", .validation, .dateRange),
    ("LicenseLimitExceeded: <num> of <num>", .quota, .seats),
    ("import cycle not allowed", .code, .importCycle), ("Page crashed!", .internal, .crash),
  ])
func `the words tell the causes that programs tell apart`(
  message: String, type: ErrorType, expected: ErrorKind
) {
  #expect(kind(message, type) == expected)
}

@Test func `words tell a kind of their own type only, and not all words tell one`() {
  #expect(kind("no free licence seat (<num> of <num> in use)", .conflict) == nil)
  #expect(kind("network error", .network) == nil)
  #expect(kind("", .network) == nil)
  #expect(kind("connection reset by peer", .timeout) == nil)
  #expect(kind("connection reset by peer", .conflict) == nil)
  // Within a word nothing is told.
  #expect(kind("blocked by clocks", .conflict) == nil)
}

@Test func `every kind has phrases, and each phrase is found as its kind`() {
  #expect(ErrorKinds.rows.map(\.kind) == ErrorKind.allCases)
  for row in ErrorKinds.rows {
    for phrase in row.phrases {
      // An earlier row may claim it, and then it would be of no use here.
      #expect(kind(phrase, row.kind.type) == row.kind, "\(phrase)")
    }
  }
}

internal import JSONBytes

/// What sort of failure of its type an error is, where a type has several causes that its words tell apart.
///
/// The kinds are those that the systems themselves tell apart: `errno` and the resolver's and TLS library's own codes
/// for networks; for conflicts the SQLSTATE classes 23505 (unique violation), 40001 (serialization failure) and 55P03
/// (lock not available); for who asks what RFC 6750 and signed requests tell apart, and for what ran out `ENOMEM`,
/// `ENOSPC` and `E2BIG`. For programs they are those that the programs have codes or sentences of their own for: pip's
/// `ResolutionImpossible` and npm's `ERESOLVE`, Git's `CONFLICT`, `EADDRINUSE`, npm's `EBADENGINE`, Python's partly
/// initialised module and Go's import cycle, WebDriver's intercepted click, browsers' cross-origin rule and crashed
/// page, the filters of content of models' providers, the password policy of directories, seats of licences, the
/// dimension of a vector index, closed periods of ledgers, and what reservation systems answer where nothing is left.
package enum ErrorKind: UInt8, Sendable, Hashable, CaseIterable {
  case certificate, nameResolution, refusedConnection, droppedConnection
  case dependencies, merge, address, deadlock, duplicate, staleVersion, locked, soldOut, alreadyDone
  case expired, signature, credentials
  case memory, storage, size, turns
  case robotCheck, region, crossOrigin
  case runtime
  case covered, contentFilter, approval, setting, closedPeriod, expiredOffer
  case dateRange, dateFormat, castValue, personName, passwordPolicy, dimension
  case seats
  case importCycle
  case crash

  /// The type of which it is a kind.
  package var type: ErrorType {
    switch self {
    case .certificate, .nameResolution, .refusedConnection, .droppedConnection: .network
    case .dependencies, .merge, .address, .deadlock, .duplicate, .staleVersion, .locked, .soldOut,
      .alreadyDone:
      .conflict
    case .expired, .signature, .credentials: .authentication
    case .memory, .storage, .size, .turns: .resource
    case .robotCheck, .region, .crossOrigin: .permission
    case .runtime: .unsupported
    case .covered, .contentFilter, .approval, .setting, .closedPeriod, .expiredOffer: .precondition
    case .dateRange, .dateFormat, .castValue, .personName, .passwordPolicy, .dimension: .validation
    case .seats: .quota
    case .importCycle: .code
    case .crash: .internal
    }
  }

  /// The words for it behind those for the type.
  package var name: String {
    switch self {
    case .certificate: "certificate"
    case .nameResolution: "name resolution"
    case .refusedConnection: "connection refused"
    case .droppedConnection: "connection dropped"
    case .dependencies: "dependency versions"
    case .merge: "merge conflict"
    case .address: "address in use"
    case .deadlock: "deadlock"
    case .duplicate: "duplicate"
    case .staleVersion: "stale version"
    case .locked: "locked"
    case .soldOut: "sold out or taken"
    case .alreadyDone: "already done"
    case .expired: "expired"
    case .signature: "signature"
    case .credentials: "credentials"
    case .memory: "memory"
    case .storage: "storage full"
    case .size: "too large"
    case .turns: "turns used up"
    case .robotCheck: "robot check"
    case .region: "region"
    case .crossOrigin: "cross-origin"
    case .runtime: "runtime version"
    case .covered: "element covered"
    case .contentFilter: "content filter"
    case .approval: "approval"
    case .setting: "missing setting"
    case .closedPeriod: "period closed"
    case .expiredOffer: "offer expired"
    case .dateRange: "date out of range"
    case .dateFormat: "date format"
    case .castValue: "value of another type"
    case .personName: "name"
    case .passwordPolicy: "password policy"
    case .dimension: "vector dimension"
    case .seats: "licences"
    case .importCycle: "circular import"
    case .crash: "crashed"
    }
  }
}

/// A kind of error at a tool.
package struct ErrorCause: Sendable, Hashable {
  /// The hash of the tool's name.
  package let tool: UInt64
  package let kind: ErrorKind

  package init(tool: UInt64, kind: ErrorKind) {
    self.tool = tool
    self.kind = kind
  }
}

/// The phrases by which the kind of an error is known: data, not code.
///
/// The kind is that of the earliest row here of which a phrase is found in the message, names such as
/// `ConnectionReset` read as words.
package enum ErrorKinds {
  static let rows: [(kind: ErrorKind, phrases: [String])] = [
    (
      .certificate,
      [
        "certificate", "certificates", "cert", "ssl", "tls", "x509", "handshake", "sslerror", "err_cert",
        "err_ssl", "sslv3", "pkix path",
      ]
    ),
    (
      .nameResolution,
      [
        "name resolution", "resolve host", "resolve hostname", "could not resolve", "cannot resolve",
        "failed to resolve", "enotfound", "getaddrinfo", "eai_again", "name or service not known",
        "translate host name", "dns", "nxdomain", "no such host", "unknown host", "name not resolved",
        "err_name_not_resolved",
        "unknownhostexception", "nodename nor servname",
      ]
    ),
    (
      .refusedConnection,
      [
        "connection refused", "econnrefused", "refused the connection", "refused connection",
        "failed to connect", "could not connect", "couldn't connect", "cannot connect", "unable to connect",
        "failed to establish a new connection", "no route to host", "ehostunreach", "enetunreach",
        "unreachable", "err_connection_refused", "err_address_unreachable", "connect error",
      ]
    ),
    (
      .droppedConnection,
      [
        "connection reset", "econnreset", "connectionreseterror", "err_connection_reset", "broken pipe",
        "brokenpipeerror",
        "epipe", "connection closed", "err_connection_closed", "connection aborted", "econnaborted",
        "connection lost", "connection was lost", "lost connection", "connection dropped",
        "connection was dropped", "connection terminated", "connection was closed",
        "connection was terminated", "connection was reset",
        "closed the connection", "closed connection", "closed the stream", "dropped the connection",
        "reset the connection", "server disconnected", "disconnected", "socket hang up", "remote end closed",
        "unexpectedly closed", "closed unexpectedly", "lost communication", "eof", "eoferror",
        "premature close", "prematurely closed",
        "connection prematurely", "incomplete read", "incompleteread", "empty response", "reset by peer",
        "err_empty_response", "remotedisconnected", "remoteprotocolerror",
      ]
    ),
    (
      .dependencies,
      [
        "resolutionimpossible", "conflicting dependencies", "dependency conflict", "eresolve",
        "dependency tree", "no solution found when resolving", "requirements are unsatisfiable",
        "version solving failed", "failed to select a version",
      ]
    ),
    (
      .merge,
      [
        "merge conflict", "conflict (content)", "conflict (modify/delete)", "conflict (add/add)",
        "conflict (rename/delete)", "automatic merge failed", "could not apply", "patch does not apply",
        "hunk failed", "hunks failed",
      ]
    ),
    (
      .address,
      ["address already in use", "eaddrinuse", "port is already allocated", "port is already in use"]
    ),
    (.deadlock, ["deadlock", "deadlocked", "deadlock detected", "deadlockdetected", "as the victim"]),
    (
      .duplicate,
      [
        "already exists", "already_exists", "alreadyexists", "duplicate", "duplicates", "duplicated",
        "unique constraint",
        "unique violation", "unique key", "uniqueviolation", "duplicatekey", "duplicate key", "23505",
        "already registered", "already been taken", "already taken", "is not unique", "must be unique",
        "integrityerror", "same reference", "same name", "invoice exists", "already been entered", "eexist",
        "file exists",
      ]
    ),
    (
      .staleVersion,
      [
        "etag", "stale", "optimistic", "version conflict", "version_conflict", "version mismatch",
        "expected version", "concurrent modification", "concurrent update", "concurrent write",
        "concurrently",
        "modified by", "was modified", "has been modified", "been changed", "was changed",
        "changed since", "modified since", "concurrencyconflict", "concurrency conflict",
        "concurrency exception",
        "serialization failure", "could not serialize", "40001", "revision conflict", "revision mismatch",
        "staleobjecterror", "out of date", "write conflict", "lost update",
      ]
    ),
    (
      .locked,
      [
        "locked", "lock", "another session", "in use by another", "used by another", "being used by",
        "resource busy", "ebusy", "55p03", "lock not available", "checked out by", "being edited",
        "workbook open", "exclusive access to this record", "being processed by", "enqueue", "has locked",
      ]
    ),
    (
      .soldOut,
      [
        "sold out", "fully booked", "no availability", "class closed", "waitlist only", "waitlist closed",
        "rate plan not available", "seats not available", "rooms not available", "room not available",
        "closed for arrival", "closed to arrival", "sell segment", "segment sell failure", "slot_taken",
        "slot taken",
      ]
    ),
    (
      .alreadyDone,
      [
        "already refunded", "already been refunded", "was refunded", "refund exists", "already cancelled",
        "already canceled", "already been cancelled", "already been canceled", "already paid",
        "already been paid", "already captured", "already been captured",
      ]
    ),
    (
      .expired,
      [
        "expired", "has expired", "token_expired", "expiredtoken", "tokenexpirederror", "no longer valid",
        "revoked",
      ]
    ),
    (
      .signature,
      ["signature", "signatures", "hmac", "signature_mismatch", "signaturedoesnotmatch", "invalidsignature"]
    ),
    (
      .credentials,
      ["credential", "credentials", "password", "api key", "api_key", "apikey", "username", "login failed"]
    ),
    (
      .memory,
      [
        "memory", "out of memory", "oom", "oomkilled", "memoryerror", "outofmemoryerror", "enomem",
        "heap space", "cannot allocate", "could not allocate", "heap", "gc overhead", "sigkill",
        "signal 9", "error 137", "exit code 137", "maxresultsize",
      ]
    ),
    (
      .storage,
      [
        "no space", "no space left", "enospc", "disk full", "disk is full", "disk quota", "storage full",
        "storage is full", "insufficient storage", "storage exceeded", "volume is full",
      ]
    ),
    (
      .size,
      [
        "too large", "too big", "payload too large", "entity too large", "e2big", "efbig", "maximum size",
        "size limit", "file size", "exceeds the size", "content-length", "message size", "body size",
        "max_bytes", "oversize", "oversized", "size limits", "exceeded the size", "payload size",
      ]
    ),
    (
      .turns,
      [
        "number of turns", "max_iterations", "max iterations", "max_turns", "max turns", "recursion limit",
        "iteration limit",
      ]
    ),
    (
      .robotCheck,
      [
        "you are human", "you are a human", "not a robot", "robot check", "captcha", "automation tools",
        "press & hold", "security of your connection", "unusual traffic", "enable javascript and cookies",
      ]
    ),
    (
      .region,
      [
        "your region", "your country", "country or region", "from a country",
        "legal reasons",
      ]
    ),
    (.crossOrigin, ["cross-origin", "same-origin", "blocked a frame"]),
    (
      .runtime,
      [
        "ebadengine", "unsupported engine", "requires a different python", "requires-python",
        "requires rustc", "go.mod requires go", "unsupportedclassversionerror", "class file major version",
        "version of the java runtime",
      ]
    ),
    (
      .covered,
      [
        "intercepts pointer events", "click intercepted", "covered by", "obscured by", "not clickable",
        "would receive the click",
      ]
    ),
    (
      .contentFilter,
      [
        "content_filter", "content filter", "content management policy", "safety settings",
        "can't assist with that", "cannot assist with that",
      ]
    ),
    (
      .approval,
      [
        "approval required", "approval needed", "approval_required", "requires approval", "needs approval",
        "agent limit", "supervisor approval",
      ]
    ),
    (
      .setting,
      [
        "environment variable", "env var", "required env", "validation error for settings",
        "validation errors for settings",
      ]
    ),
    (.closedPeriod, ["posting period", "fiscal period", "in periods", "period_closed", "period is closed"]),
    (
      .expiredOffer,
      ["fare expired", "offer expired", "offer_expired", "quote expired", "offer no longer valid"]
    ),
    (
      .dateRange,
      [
        "date_in_past", "date in past", "be in the past", "be in the future", "end before start",
        "time range is empty",
      ]
    ),
    (.dateFormat, ["rfc3339", "rfc<id>", "rfc 3339", "date format", "datetime format", "time data"]),
    (
      .castValue,
      [
        "invalid input syntax for type", "bad double value", "bad int64 value", "bad bool value",
        "operator does not exist", "numeric value",
      ]
    ),
    (.personName, ["name must match", "name format", "name contains"]),
    (
      .passwordPolicy,
      [
        "password does not meet", "password complexity", "used too recently", "password policy",
        "password history",
      ]
    ),
    (.dimension, ["vector dimension", "vector dimensions", "dimension of the index"]),
    (
      .seats,
      [
        "available licenses", "available licences", "licenselimitexceeded", "license limit exceeded",
        "countviolation", "count violation", "seats free", "no licenses available",
      ]
    ),
    (
      .importCycle,
      ["circular import", "partially initialized module", "import cycle", "cyclic package dependency"]
    ),
    (
      .crash,
      [
        "page crashed", "target crashed", "tab crashed", "browser has been closed", "page has been closed",
        "kernel died", "kernel has died", "deadkernelerror", "target closed", "not connected to devtools",
      ]
    ),
  ]

  private static let matchers = rows.map { PhraseMatcher($0.phrases) }

  /// The kind of an error of a type by its masked message; `nil` if its words tell none.
  package static func kind(of message: [UInt8], type: ErrorType) -> ErrorKind? {
    guard rows.contains(where: { $0.kind.type == type }) else { return nil }
    if type == .precondition, ErrorPhraseIndex.lacksSetting(message) { return .setting }
    let text = ErrorPhraseIndex.spaced(message)
    return zip(rows, matchers).first { row, matcher in
      guard row.kind.type == type else { return false }
      var isFound = false
      matcher.forEachMatch(in: text.span, ByteRange(start: 0, count: text.count)) { _ in isFound = true }
      return isFound
    }?.0.kind
  }
}

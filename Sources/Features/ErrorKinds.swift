internal import JSONBytes

/// What sort of failure of its type an error is, where a type has several causes that its words tell apart.
///
/// The kinds are those that the systems themselves tell apart: `errno` and the resolver's and TLS library's own codes
/// for networks; for conflicts the SQLSTATE classes 23505 (unique violation), 40001 (serialization failure) and 55P03
/// (lock not available); for who asks what RFC 6750 and signed requests tell apart, and for what ran out `ENOMEM`,
/// `ENOSPC` and `E2BIG`.
package enum ErrorKind: UInt8, Sendable, Hashable, CaseIterable {
  case certificate, nameResolution, refusedConnection, droppedConnection
  case deadlock, duplicate, staleVersion, locked
  case expired, signature, credentials
  case memory, storage, size

  /// The type of which it is a kind.
  package var type: ErrorType {
    switch self {
    case .certificate, .nameResolution, .refusedConnection, .droppedConnection: .network
    case .deadlock, .duplicate, .staleVersion, .locked: .conflict
    case .expired, .signature, .credentials: .authentication
    case .memory, .storage, .size: .resource
    }
  }

  /// The words for it behind those for the type.
  package var name: String {
    switch self {
    case .certificate: "certificate"
    case .nameResolution: "name resolution"
    case .refusedConnection: "connection refused"
    case .droppedConnection: "connection dropped"
    case .deadlock: "deadlock"
    case .duplicate: "duplicate"
    case .staleVersion: "stale version"
    case .locked: "locked"
    case .expired: "expired"
    case .signature: "signature"
    case .credentials: "credentials"
    case .memory: "memory"
    case .storage: "storage full"
    case .size: "too large"
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
    (.deadlock, ["deadlock", "deadlocked", "deadlock detected", "deadlockdetected", "as the victim"]),
    (
      .duplicate,
      [
        "already exists", "already_exists", "alreadyexists", "duplicate", "duplicates", "duplicated",
        "unique constraint",
        "unique violation", "unique key", "uniqueviolation", "duplicatekey", "duplicate key", "23505",
        "already registered", "already been taken", "already taken", "is not unique", "must be unique",
        "integrityerror", "same reference", "same name",
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
        "workbook open",
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
        "heap space", "cannot allocate", "could not allocate",
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
        "max_bytes", "oversize", "oversized",
      ]
    ),
  ]

  private static let matchers = rows.map { PhraseMatcher($0.phrases) }

  /// The kind of an error of a type by its masked message; `nil` if its words tell none.
  package static func kind(of message: [UInt8], type: ErrorType) -> ErrorKind? {
    guard rows.contains(where: { $0.kind.type == type }) else { return nil }
    let text = ErrorPhraseIndex.spaced(message)
    return zip(rows, matchers).first { row, matcher in
      guard row.kind.type == type else { return false }
      var isFound = false
      matcher.forEachMatch(in: text.span, ByteRange(start: 0, count: text.count)) { _ in isFound = true }
      return isFound
    }?.0.kind
  }
}

/// The phrases by which a tool error and its type are known: data, not code.
///
/// A phrase is lower case ASCII between word borders, or text of a script without borders. The type of an error
/// is that of the earliest row here of which a phrase is found, so that the specific stand before the general.
enum ErrorPhrases {
  /// A row: the type, phrases that tell it within a message that is known to be an error, and phrases so plain
  /// that a short plain text which holds one is an error.
  struct Row {
    let type: ErrorType
    let within: [String]
    let alone: [String]
  }

  static let rows: [Row] =
    programRows + specificRows + [
      Row(
        type: .rateLimit,
        within: [
          "ratelimit", "ratelimited", "throttled", "throttling", "throttle", "slow down",
          "resource_exhausted",
          "429", "request rate", "requests per hour", "too many calls", "call rate", "rate exceeded",
          "burst limit", "burst rate", "too many concurrent",
        ],
        alone: [
          "rate limit", "rate_limit", "rate-limit", "rate limited", "rate limit exceeded",
          "rate_limit_exceeded",
          "too many requests", "too_many_requests", "requests per minute", "requests per second",
          "ratelimiterror",
          "rate_limited", "429 slow down", "please slow down",
        ]),
      Row(
        type: .timeout,
        within: [
          "timeout", "time out", "deadline expired", "deadline elapsed", "exceeded deadline",
          "exceeded the deadline",
          "exceeded its deadline", "context deadline", "request deadline", "killed (deadline",
          "did not respond", "no response within", "504", "408",
        ],
        alone: [
          "timed out", "timed_out", "ran longer than", "etimedout", "esockettimedout", "timeouterror",
          "timeout error",
          "deadline exceeded", "deadline_exceeded",
          "gateway timeout", "gateway_timeout", "request timeout", "request_timeout", "read timeout",
          "connect timeout",
          "upstream timeout", "net::err_timed_out", "net::err_connection_timed_out", "zeitüberschreitung",
          "délai dépassé", "délai d'attente", "tiempo de espera agotado", "超时",
          "タイムアウト",
        ]),
      Row(
        type: .quota,
        within: [
          "quota", "usage limit", "daily limit", "monthly limit", "limit reached", "limit exceeded",
          "over limit",
        ],
        alone: [
          "quota exceeded", "quota_exceeded", "insufficient_quota", "exceeded your quota",
          "exceeded your current quota", "exceeded quota", "quota has been exceeded", "over quota",
          "quota exhausted", "quota is exhausted", "quota used up", "quota is used up", "quota reached",
        ]),
      Row(
        type: .payment,
        within: [
          "card declined", "payment", "insufficient funds", "insufficient balance", "billing", "402",
          "charge was declined", "charge declined", "transaction declined", "transaction was declined",
          "decline code", "issuer", "do not honour", "do not honor",
          "chargeback", "card", "insufficient_funds", "card_declined", "credit limit", "expired card",
        ],
        alone: [
          "余额不足", "tarjeta ha sido rechazada", "karte wurde abgelehnt", "carte a été refusée",
          "card was declined", "card declined", "insufficient funds", "payment declined", "payment failed",
          "payment_failed", "payment required",
          "payment_required",
        ]),
      Row(
        type: .authentication,
        within: [
          "authentication", "authenticate", "credentials", "credential", "token expired", "expired token",
          "invalid token", "session expired", "api key", "apikey", "login", "401", "unauthenticated",
          "signature",
          "access token", "bearer token", "refresh token", "token is", "token has", "token invalid",
          "bad token",
          "not authenticated", "auth",
        ],
        alone: [
          "invalid credentials", "authentication failed", "authentication required", "invalid api key",
          "token has expired", "session has expired", "unauthenticated", "unauthorized", "bad credentials",
          "incorrect api key", "invalid token", "token expired", "jwt expired", "invalid_grant",
          "not logged in", "must be logged in", "login required", "need to sign in", "need to log in",
          "please log in", "please sign in", "no api key found", "not accepted. for more information",
          "sessão expirou", "sesión ha caducado", "session a expiré",
        ]),
      Row(
        type: .permission,
        within: [
          "permission", "permissions", "forbidden", "denied", "not authorized", "not authorised", "privilege",
          "privileges", "403", "eacces", "eperm", "role", "scope", "not permitted", "access",
          "insufficient_scope",
          "forbids", "not entitled", "not subscribed", "captcha", "not a robot", "declined",
        ],
        alone: [
          "permission denied", "permission_denied", "access denied", "access_denied", "forbidden",
          "not authorized",
          "not authorised", "insufficient permissions", "insufficient privileges", "operation not permitted",
          "access was denied", "access is denied", "access refused", "access was refused", "needs the role",
          "requires the role", "is not allowed to", "are not allowed to", "do not have permission",
          "don't have permission",
          "does not have permission",
          "doesn't have permission", "do not have access", "don't have access", "does not have access",
          "doesn't have access", "lacks permission", "must have admin rights",
          "not accessible by integration",
          "missing_scope", "net::err_blocked_by_client", "net::err_blocked_by_response",
          "policy forbids", "verify you are human", "unusual traffic", "permissionerror", "explicit deny",
          "explicitly denied",
          "denied by policy", "blocked by policy", "not authorized to",
          "zugriff verweigert", "accès refusé", "acceso denegado", "权限不足",
        ]),
      Row(
        type: .schema,
        within: [
          "schema", "missing required", "unexpected keyword", "unexpected argument", "unknown argument",
          "unknown field", "unexpected field", "extra field", "extra inputs", "additional properties",
          "additional property", "unknown property", "unexpected property", "unknown parameter",
          "unrecognized",
          "required parameter", "required field",
          "required property", "missing parameter", "missing argument", "missing field",
          "type mismatch", "wrong type", "must be a string", "must be an integer", "must be a number",
          "expected string", "expected integer", "expected number", "got an unexpected",
          "positional argument", "positional arguments", "not of type", "field required",
        ],
        alone: [
          "schema validation", "missing required", "unexpected keyword argument", "schemaerror",
          "may not be null", "must not be null", "cannot be null", "can not be null", "may not be empty",
          "must not be empty", "cannot be empty",
        ]),
      Row(
        type: .parse,
        within: [
          "parse", "parsing", "could not parse", "could not be parsed", "cannot be parsed", "syntax",
          "malformed", "decode", "decoding", "jsondecodeerror",
          "unexpected token", "unexpected end", "invalid json", "corrupt", "corrupted", "unterminated",
          "deserialize",
          "deserialization",
          "unexpected character",
        ],
        alone: [
          "parse error", "parseerror", "invalid json", "malformed json", "syntax error", "syntaxerror",
          "jsondecodeerror", "could not be parsed", "is not valid json", "mapping values are not allowed",
          "unexpected end of", "sql compilation error", "badzipfile", "not a zip file", "is corrupted",
          "unreadable content",
        ]),
      Row(
        type: .notFound,
        within: [
          "not found", "no such", "does not exist", "doesn't exist", "unknown", "404", "missing",
          "cannot find",
          "could not find", "couldn't find", "nonexistent", "no longer exists", "not_found", "enoent",
          "no record",
          "no match", "no matching", "undefinedcolumn", "undefinedtable", "undefined name", "notfound",
          "unable to locate", "could not be found", "410", "not exist",
        ],
        alone: [
          "not found", "not_found", "no such file", "no such", "does not exist", "doesn't exist",
          "could not be found",
          "could not find", "couldn't find", "no longer exists", "cannot find module", "unable to locate",
          "filenotfounderror", "command not found", "cannot find the path", "cannot find the file",
          "is not known to", "are not known to", "no replacement was performed", "executable doesn't exist",
          "does not match any", "existiert nicht",
          "n'existe pas", "no existe ningún", "no existe ninguna", "não existe", "nicht gefunden",
          "introuvable", "no encontrado",
          "no encontrada", "non trovato", "não encontrado", "не найден", "未找到", "找不到", "見つかりません",
        ]),
      Row(
        type: .conflict,
        within: [
          "conflict", "already", "duplicate", "409", "version mismatch", "stale", "locked", "lock",
          "concurrent",
          "in use", "in progress", "occupied", "deadlock", "overlap", "overlaps", "etag", "optimistic",
        ],
        alone: [
          "already exists", "already_exists", "duplicate key", "duplicate request", "duplicate entry",
          "unique constraint", "is locked", "version conflict",
          "already in use", "already been taken", "already taken", "already booked", "already allocated",
          "bereits vergeben", "bereits belegt", "bereits vorhanden", "existiert bereits", "ya existe",
          "já existe",
          "existe déjà", "已存在", "already registered", "merge conflict",
          "could not obtain lock", "resource busy", "used by another process",
          "being used by another",
        ]),
      Row(
        type: .network,
        within: [
          "connection", "disconnected", "network", "dns", "socket", "econnrefused", "econnreset",
          "unreachable",
          "host", "tls",
          "ssl",
          "certificate", "eof", "broken pipe", "proxy", "enotfound", "handshake", "cannot connect",
          "could not connect", "unable to connect",
        ],
        alone: [
          "connection refused", "connection reset", "connection error", "connection closed",
          "connection timed out",
          // What Chromium, Python's ssl and requests, Go and Node say.
          "net::err_cert", "net::err_ssl", "net::err_name_not_resolved", "net::err_connection_refused",
          "net::err_connection_reset", "net::err_connection_closed", "net::err_internet_disconnected",
          "net::err_address_unreachable", "net::err_empty_response", "net::err_network_changed",
          "net::err_proxy_connection_failed", "net::err_tunnel_connection_failed",
          "net::err_too_many_redirects",
          "ssl certificate problem", "certificate verify failed", "certificate_verify_failed",
          "unable to verify the first certificate",
          "unable to get local issuer certificate", "certificate has expired",
          "certificate signed by unknown",
          "sslerror", "max retries exceeded with url", "failed to establish a new connection",
          "name or service not known", "getaddrinfo failed",
          "network error", "network unreachable", "econnrefused", "econnreset", "connectionerror",
          "broken pipe", "dropped the connection", "connection was dropped", "connection dropped",
          "lost connection", "connection lost", "connection was lost", "connection aborted",
          "lost communication", "socket hang up", "network is unreachable", "remote end closed connection",
          "enotfound", "eai_again", "ehostunreach",
          "name resolution", "could not resolve host", "no route to host", "ssl error", "server disconnected",
          "unexpectedly closed", "连接失败", "failed to connect to", "couldn't connect to server",
        ]),
      Row(
        type: .unavailable,
        within: [
          "unavailable", "maintenance", "overloaded", "down", "outage", "502", "503", "bad gateway",
          "temporarily",
          "offline", "circuit breaker",
          "circuit", "try again later", "backend",
        ],
        alone: [
          "service unavailable", "service_unavailable", "temporarily unavailable", "bad gateway",
          "bad_gateway",
          "maintenance until", "maintenance in progress", "upgrade in progress", "upgrade running",
          "migration in progress", "migration running", "under maintenance", "down for maintenance",
          "down for scheduled maintenance", "indisponível",
          "no disponible temporalmente", "vorübergehend nicht verfügbar", "temporairement indisponible",
          "overloaded_error", "try again later", "no healthy upstream",
          "upstream connect error", "unable to respond at", "crashloopbackoff", "imagepullbackoff",
          "errimagepull",
        ]),
      // Who is told to go slower was too fast, unless something else is told.
      Row(type: .rateLimit, within: ["back off", "backing off"], alone: []),
      Row(
        type: .resource,
        within: [
          "out of memory", "oom", "memory", "disk", "no space", "enospc", "too large", "killed", "413",
          "payload size", "payload exceeds", "payload limit", "entity too large", "context length",
        ],
        alone: [
          "out of memory", "no space left", "disk full", "payload too large", "memoryerror", "oomkilled",
          "exceeded memory limit", "memory limit exceeded", "resources exceeded", "cannot allocate memory",
          "heap space", "oom command not allowed", "too many open files", "entity too large",
          "maximum context length",
          "context_length_exceeded", "prompt is too long",
        ]),
      Row(
        type: .unsupported,
        within: [
          "unsupported", "not supported", "not implemented", "unknown tool", "unknown function",
          "method not allowed",
          "405", "501", "not available in", "deprecated", "unknown action", "unknown command",
        ],
        alone: [
          "not supported", "not implemented", "unknown tool", "unknown function", "method not allowed",
          "unsupported operation", "notimplementederror",
        ]),
      Row(
        type: .cancelled,
        within: ["cancelled by", "canceled by", "aborted", "interrupted", "cancellederror", "abort"],
        alone: [
          "tool use was rejected", "net::err_aborted", "operation cancelled", "operation canceled",
          "request aborted",
          "keyboardinterrupt",
        ]),
      // What the run-time of a language says of a fault in a program, whatever it could not do for that.
      Row(
        type: .code,
        within: [
          "typeerror", "keyerror", "indexerror", "attributeerror", "nameerror", "nullpointerexception",
          "nullreferenceexception", "zerodivisionerror", "unboundlocalerror", "recursionerror",
          "division by zero", "null pointer", "index out of range", "index out of bounds",
          "is not a function",
          "cannot read properties", "segmentation fault", "stack overflow", "panicked at",
          "mismatched types",
        ], alone: []),
      Row(
        type: .precondition,
        within: [
          "cannot be", "can't be", "not allowed", "not eligible", "ineligible", "must be", "only be",
          "should be",
          "should match", "must match", "must have", "not pending", "not delivered", "policy", "precondition",
          "requires", "required before", "before", "window", "expired", "closed", "not open", "not active",
          "inactive", "suspended", "disabled", "412", "cannot", "not refundable", "non-refundable", "outside",
          "not enabled", "state", "limit of", "at most", "at least", "exceeds", "exceed", "exceeded",
          "maximum",
          "minimum",
        ],
        alone: [
          "cannot be cancelled", "cannot be canceled", "cannot be modified", "cannot be returned",
          "precondition failed", "not eligible", "failed_precondition",
        ]),
      Row(
        type: .validation,
        within: [
          "invalid", "validation", "not valid", "illegal", "bad request", "out of range", "format", "400",
          "422",
          "valueerror", "malformed", "required", "empty", "unprocessable", "constraint", "negative",
          "expected",
          "mismatch", "wrong", "bad", "ungültig", "invalide", "inválido", "inválida", "无效",
        ],
        alone: [
          "validation error", "validation failed", "validation_error", "invalid argument", "invalid_argument",
          "bad request", "bad_request", "valueerror", "validationerror", "invalid parameter", "invalid input",
          "invalid value", "is invalid: ", "invalid_request", "unprocessable entity", "is not a valid",
          "is not recognized",
          "is not recognised", "wrongtype operation", "numeric field overflow", "numeric value out of range",
          "arithmetic overflow",
        ]),
      Row(
        type: .code,
        within: [
          "typeerror", "keyerror", "indexerror", "attributeerror", "nameerror", "nullpointerexception",
          "importerror",
          "modulenotfounderror", "zerodivisionerror", "assertionerror", "null pointer",
          "undefined",
          "nullreference", "stack overflow", "segmentation fault", "division by zero", "is not a function",
          "unboundlocalerror", "recursionerror", "illegalstateexception", "no module named", "compile",
          "compilation",
          "panic",
        ],
        alone: [
          "typeerror", "keyerror", "indexerror", "attributeerror", "nameerror", "nullpointerexception",
          "importerror",
          "modulenotfounderror", "zerodivisionerror", "assertionerror", "segmentation fault",
          "execution failed", "object has no attribute", "object is not subscriptable",
          "object is not callable", "object is not iterable", "cannot read properties of",
          "undefined variable",
          "undefined method", "undefined function", "unbound variable", "#value!", "#ref!", "#name?",
          "#div/0!",
        ]),
      Row(
        type: .internal,
        within: [
          "internal", "500", "unexpected error", "unhandled", "server error", "crash", "crashed", "bug",
          "fault",
        ],
        alone: [
          "something went wrong",
          "internal server error", "internal error", "internal_error", "internal_server_error",
          "server error",
          "unexpected error", "unhandled exception", "interner fehler", "erreur interne", "error interno",
        ]),
    ] + plainRows + languageRows

  /// Classes of exceptions that programs raise for whatever goes wrong, so that their messages tell more.
  static let generalClasses: Set<String> = [
    "error", "exception", "baseexception", "valueerror", "runtimeerror", "runtimeexception", "toolexception",
    "toolerror", "toolexecutionerror", "toolexecutionexception", "applicationerror", "applicationexception",
    "illegalargumentexception", "argumentexception", "argumenterror", "standarderror", "systemerror",
    "serviceerror", "serviceexception", "apierror", "apiexception", "clienterror", "clientexception",
    "businesserror", "businessexception", "domainerror", "domainexception", "operationerror",
    "remoteexception",
    "usererror", "userexception", "customerror", "genericerror", "throwable",
  ]

  /// Messages that say that something failed and nothing of what: any other words that stand beside them tell more.
  private static let vagueMessages: Set<String> = [
    "unknown", "error", "err", "failed", "failure", "fail", "n/a", "none", "null", "undefined", "unspecified",
    "other",
    "generic", "unknown error", "unknown_error", "unknown failure", "unknown reason", "an error occurred",
    "an unknown error occurred",
  ]

  /// A longer message is none of them.
  private static let vagueLength = 40

  /// Whether a message says nothing of what failed.
  static func isVague(_ message: [UInt8]) -> Bool {
    message.count <= vagueLength
      && vagueMessages.contains(String(decoding: message, as: UTF8.self).lowercased())
  }

  /// Phrases of a type, and with what they tell none: what is unknown is the error, and not what was asked for; and
  /// where something went wrong, nothing is said of what was given.
  static let vagueWords: Set<String> = ["unknown", "wrong"]
  static let vague: [String] = [
    "unknown error", "unknown failure", "unknown exception", "unknown reason", "unknown cause",
    "unknown issue",
    "unknown problem", "unknown fault", "unknown internal error", "unknown server error", "unknown authority",
    "reason unknown",
    "cause unknown", "reason: unknown", "cause: unknown", "went wrong",
  ]
}

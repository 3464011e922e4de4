/// A kind of tool error that any tool may have.
struct FaultKind: Sendable {
  let name: String
  /// Names of exceptions that a plain-text error may begin with.
  let exceptions: [Template]
  /// Codes of a structured error.
  let codes: [Template]
  let http: Template
  /// Messages; no quotes, backslashes or line breaks, so that they may stand inside JSON inside a string.
  let messages: [Template]
  /// What the agent makes of it towards the user.
  let relays: [Template]
  /// Whether trying again may help without doing anything else.
  let passes: Bool
  /// Which tools may have it.
  var roles: [Tool.Role] = [.identify, .read, .search, .write]
}

extension FaultKind {
  static let all: [FaultKind] = [
    FaultKind(
      name: "timeout",
      exceptions: ["TimeoutError", "httpx.ReadTimeout", "asyncio.TimeoutError", "DeadlineExceeded"],
      codes: ["ETIMEDOUT", "DEADLINE_EXCEEDED", "timeout", "GATEWAY_TIMEOUT"], http: "504",
      messages: [
        "<request|call> to $tool timed out after $ms ms",
        "$host did not respond within <30|15|60> seconds",
        "deadline exceeded<: waited $ms ms for upstream| after $n attempts|>",
        "<operation|query> took too long and was <aborted|cancelled> (limit $ms ms, request $req)",
        "read timed out while waiting for $tool (trace $hex)",
        "upstream $ip gave no answer in time, elapsed $ms ms",
      ],
      relays: [
        "the system is taking too long to <respond|answer>", "the request keeps timing out",
        "I'm not getting an answer from the <backend|system> in time",
      ], passes: true),
    FaultKind(
      name: "rate limit",
      exceptions: ["RateLimitError", "TooManyRequests", "ThrottlingException"],
      codes: ["rate_limit_exceeded", "TOO_MANY_REQUESTS", "throttled", "RESOURCE_EXHAUSTED"], http: "429",
      messages: [
        "rate limit <reached|exceeded> for $tool: $int requests per minute, retry after $nn s",
        "too many requests<, slow down| from client $hex>",
        "429 Too Many Requests (limit $int/min, remaining 0, reset in $nn s)",
        "request was throttled. Expected available in $nn seconds.",
        "caller exceeded <the burst limit|its request rate>; back off for at least $nn seconds",
      ],
      relays: [
        "we are <hitting|over> a limit on the number of requests",
        "the service is throttling <us|me> right now",
        "too many requests are going through at the moment",
      ], passes: true),
    FaultKind(
      name: "permission",
      exceptions: ["PermissionError", "ForbiddenError", "AccessDeniedException"],
      codes: ["forbidden", "PERMISSION_DENIED", "access_denied", "insufficient_scope"], http: "403",
      messages: [
        "<service account|caller> svc-$hex is not allowed to <call|invoke> $tool",
        "permission denied<: missing role agent.write| on resource $object|>",
        "403 Forbidden: scope <required for this action|needed by $tool> is missing",
        "access to $object denied by policy pol-$int",
        "you do not have <sufficient rights|the necessary privileges> to perform this operation",
      ],
      relays: [
        "I don't have the permissions <for that|to do this>", "my access does not cover this <action|step>",
        "the system says I'm not authorised",
      ], passes: false),
    FaultKind(
      name: "session expired",
      exceptions: ["AuthenticationError", "TokenExpiredError", "Unauthorized"],
      codes: ["unauthenticated", "token_expired", "invalid_token", "UNAUTHORIZED"], http: "401",
      messages: [
        "access token expired at $iso",
        "session $hex is no longer valid, <sign in again|please re-authenticate>",
        "401 Unauthorized: bearer token <rejected|has expired>",
        "authentication required<: no valid credentials for $host|>",
        "JWT signature <verification failed|expired $n minutes ago>",
      ],
      relays: [
        "my session <has expired|ran out>", "I've been signed out of the <system|back office>",
        "the system no longer accepts my login",
      ], passes: false),
    FaultKind(
      name: "not found",
      exceptions: ["NotFoundError", "KeyError", "ResourceNotFound", "LookupError"],
      codes: ["not_found", "NO_SUCH_RECORD", "RESOURCE_NOT_FOUND", "unknown_id"], http: "404",
      messages: [
        "no <record|entry> with id $object", "$object <not found|does not exist>",
        "404 Not Found: /v$n/$hex/$object",
        "could not find <any|a matching> record for $object in region $nn",
        "lookup of $object returned no rows",
      ],
      relays: [
        "I can't find <that|your> $thing in the system", "no record comes up for the number you gave me",
        "the system does not know this $thing",
      ], passes: false),
    FaultKind(
      name: "missing argument",
      exceptions: ["TypeError", "MissingParameterError", "ValidationError"],
      codes: ["missing_parameter", "REQUIRED_FIELD", "argument_missing"], http: "422",
      messages: [
        "missing required <parameter|argument|field>: <reason|reason_code|confirmation|channel>",
        "$tool() missing $n required positional arguments", "field <required|is mandatory>: reason_code",
        "mandatory property <confirmation|channel> was not supplied",
        "required field missing in request $req: <effective_date|currency|reason>",
      ],
      relays: [
        "the system wants a field that I <can't fill in|don't have>",
        "some required detail is missing on my side",
        "it keeps asking me for a value I don't have",
      ], passes: false),
    FaultKind(
      name: "malformed value",
      exceptions: ["ValueError", "InvalidFormat", "pydantic.ValidationError"],
      codes: ["invalid_format", "BAD_VALUE", "INVALID_ARGUMENT"], http: "400",
      messages: [
        "$date is not a valid date, expected YYYY-MM-DD",
        "invalid <format|value> for field <date|amount|phone>: $date2",
        "could not convert $amount to a decimal number",
        "value does not match pattern ^[A-Z0-9-]+, got $anydate",
        "unparseable <timestamp|amount> in position $nn",
      ],
      relays: [
        "the system does not accept the format of <the date|that value>",
        "it rejects the way this value is written",
        "there's a formatting problem with what I enter",
      ], passes: false),
    FaultKind(
      name: "unknown argument",
      exceptions: ["TypeError", "SchemaError", "jsonschema.exceptions.ValidationError"],
      codes: ["schema_violation", "unexpected_property", "SCHEMA_MISMATCH"], http: "400",
      messages: [
        "$tool() got an unexpected keyword argument <note|priority|force|user_ref>",
        "additional properties are not allowed (<note|priority|force> was unexpected)",
        "payload does not conform to schema v$n: extra key <note|priority|user_ref>",
        "unknown <property|key> in request body: <note|force|options>",
      ],
      relays: [
        "the system does not understand the request I'm sending",
        "something about the request's structure is refused",
        "my request isn't accepted in this form",
      ], passes: false),
    FaultKind(
      name: "unreadable reply",
      exceptions: ["json.decoder.JSONDecodeError", "SyntaxError", "ParseError"],
      codes: ["parse_error", "MALFORMED_RESPONSE", "decode_failed"], http: "502",
      messages: [
        "Expecting value: line 1 column 1 (char 0)",
        "unexpected token at position $int while parsing the reply of $host",
        "response was not valid JSON (content-type text/html, $int bytes)",
        "could not decode body: unexpected end of input after $int bytes",
        "malformed XML in upstream answer, line $nn",
      ],
      relays: [
        "I'm getting an unreadable answer from the system", "what comes back from the backend is garbled",
        "the data I receive can't be read",
      ], passes: false),
    FaultKind(
      name: "version conflict",
      exceptions: ["ConflictError", "StaleObjectError", "OptimisticLockException"],
      codes: ["conflict", "VERSION_MISMATCH", "stale_revision", "PRECONDITION_FAILED"], http: "409",
      messages: [
        "$object was modified by another <process|session> (revision $nn, yours $n)",
        "409 Conflict: etag $hex does not match", "stale write rejected: expected version $nn",
        "record changed since it was read, <reload and retry|refetch before update>",
      ],
      relays: [
        "someone else seems to have changed the $thing at the same time",
        "the record changed while I was working on it",
        "there is a conflicting update on your $thing",
      ], passes: false, roles: [.write]),
    FaultKind(
      name: "duplicate request",
      exceptions: ["DuplicateError", "IntegrityError", "AlreadyExists"],
      codes: ["duplicate_request", "ALREADY_EXISTS", "idempotency_replay"], http: "409",
      messages: [
        "a request with idempotency key $uuid was already processed",
        "duplicate key value violates unique constraint uq_$hex",
        "an identical request ($req) is already <pending|open>",
        "<entry|item> for $object already exists since $anydate",
      ],
      relays: [
        "the system thinks this was already submitted", "it says there is an identical request already",
        "this shows up as a duplicate",
      ], passes: false, roles: [.write]),
    FaultKind(
      name: "payment declined",
      exceptions: ["PaymentError", "CardDeclined", "stripe.error.CardError"],
      codes: ["card_declined", "PAYMENT_REQUIRED", "insufficient_funds", "do_not_honor"], http: "402",
      messages: [
        "card ending $int was declined by the issuer (code <05|51|57>)",
        "payment of $money <declined|refused>: <insufficient funds|do not honour>",
        "402 Payment Required: authorisation for $amount failed",
        "issuer rejected the charge, decline code $nn",
      ],
      relays: [
        "the payment <is being|was> declined", "your bank is refusing the charge",
        "the card on file doesn't go through",
      ], passes: false, roles: [.write]),
    FaultKind(
      name: "quota exhausted",
      exceptions: ["QuotaExceeded", "LimitExceededException", "BillingError"],
      codes: ["quota_exceeded", "MONTHLY_LIMIT", "plan_limit_reached"], http: "429",
      messages: [
        "monthly quota of $int calls <used up|exhausted>, renews on $anydate",
        "plan limit reached: $int of $int units consumed",
        "tenant $hex has no remaining <credits|allowance> for $tool",
        "daily allocation exhausted (resets at midnight UTC)",
      ],
      relays: [
        "our allowance for this service is used up", "we've run out of credits for that system",
        "the quota for this function is exhausted",
      ], passes: false),
    FaultKind(
      name: "connection reset",
      exceptions: ["ConnectionResetError", "requests.exceptions.ConnectionError", "BrokenPipeError"],
      codes: ["ECONNRESET", "connection_error", "EPIPE", "SOCKET_HANG_UP"], http: "503",
      messages: [
        "[Errno 104] Connection reset by peer",
        "connection to $ip:$int was closed <unexpectedly|by the remote host>",
        "socket hang up while calling $host", "lost connection to $host after $int bytes",
        "broken pipe on stream $n to $ip",
      ],
      relays: [
        "the connection to the system keeps dropping", "I'm losing the link to the backend",
        "the line to our system was cut",
      ], passes: true),
    FaultKind(
      name: "name resolution",
      exceptions: ["socket.gaierror", "DNSError", "UnknownHostException"],
      codes: ["ENOTFOUND", "dns_failure", "EAI_AGAIN"], http: "503",
      messages: [
        "getaddrinfo ENOTFOUND $host", "[Errno -2] Name or service not known: $host",
        "could not resolve host $host", "temporary failure in name resolution for $host (server $ip)",
      ],
      relays: [
        "I can't reach the server at all", "the address of the system can't be resolved",
        "the server can't be located",
      ], passes: true),
    FaultKind(
      name: "certificate",
      exceptions: ["ssl.SSLCertVerificationError", "SSLError", "x509.CertificateError"],
      codes: ["CERT_HAS_EXPIRED", "tls_handshake_failed", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"], http: "526",
      messages: [
        "certificate verify failed: certificate has expired (host $host, $iso)",
        "TLS handshake with $host failed: unknown authority",
        "x509: certificate is valid until $anyday, now is later",
        "unable to get local issuer certificate for $ip",
      ],
      relays: [
        "a security certificate <is out of date|has lapsed> on our side",
        "the secure connection can't be established",
        "the system's certificate isn't trusted",
      ], passes: false),
    FaultKind(
      name: "server error",
      exceptions: ["InternalServerError", "NullPointerException", "RuntimeError"],
      codes: ["internal_error", "UNKNOWN", "SERVER_ERROR", "E5000"], http: "500",
      messages: [
        "internal server error, incident $uuid",
        "500 Internal Server Error<: something went wrong| (ref $hex)>",
        "unhandled exception in worker $nn: object reference not set",
        "NoneType object has no attribute <id|status|get>",
        "unexpected condition at 0x$hex",
      ],
      relays: [
        "our system hit an internal error", "something broke inside the backend",
        "there's an unexpected fault on the server",
      ], passes: true),
    FaultKind(
      name: "maintenance",
      exceptions: ["ServiceUnavailable", "MaintenanceMode", "CircuitOpenError"],
      codes: ["service_unavailable", "MAINTENANCE", "circuit_open"], http: "503",
      messages: [
        "service is down for <scheduled|planned> maintenance until $clock UTC",
        "503 Service Unavailable: no healthy upstream",
        "circuit breaker for $host is open, next probe in $nn s",
        "$tool is temporarily disabled <by operations|during the release window>",
      ],
      relays: [
        "the system is under maintenance", "that service is switched off for the moment",
        "the backend is down for works",
      ], passes: false),
    FaultKind(
      name: "locked",
      exceptions: ["LockTimeout", "ResourceLocked", "DeadlockDetected"],
      codes: ["locked", "LOCK_NOT_AVAILABLE", "row_locked"], http: "423",
      messages: [
        "$object is locked by user $hex since $clock", "could not obtain lock on row in relation t_$hex",
        "423 Locked: an editor session is open ($anyname)",
        "deadlock detected, process $int waits for ShareLock on transaction $int",
      ],
      relays: [
        "your $thing is locked by another user", "somebody has your file open, so I can't touch it",
        "the record is currently locked",
      ], passes: false, roles: [.write, .read]),
    FaultKind(
      name: "too large",
      exceptions: ["PayloadTooLarge", "MemoryError", "OutputLimitExceeded"],
      codes: ["payload_too_large", "RESULT_TOO_BIG", "output_limit"], http: "413",
      messages: [
        "response of $int kB exceeds the limit of $nn kB",
        "result set too large: $int rows, narrow the query",
        "413 Payload Too Large", "cannot allocate $int MB for the result of $tool",
        "output truncated: more than $int tokens",
      ],
      relays: [
        "there is too much data for me to load", "the result is too big to open",
        "the history is too large for the system",
      ], passes: false, roles: [.read, .search]),
    FaultKind(
      name: "not supported",
      exceptions: ["NotImplementedError", "UnsupportedOperation", "MethodNotAllowed"],
      codes: ["not_supported", "UNIMPLEMENTED", "METHOD_NOT_ALLOWED"], http: "501",
      messages: [
        "operation not supported for <legacy|migrated> records",
        "$tool is not implemented for tenant region $nn",
        "405 Method Not Allowed on /v$n/$hex", "this <action|method> is not available in API version $n.$n",
      ],
      relays: [
        "the system does not support this for your kind of $thing",
        "that function isn't available for your $thing",
        "this isn't implemented for accounts like yours",
      ], passes: false),
  ]
}

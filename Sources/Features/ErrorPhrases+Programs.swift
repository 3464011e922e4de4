/// What well-known programs and services say of one cause, whatever other words stand beside it.
extension ErrorPhrases {
  static let programRows: [Row] = packageRows + browserRows + serviceRows + businessRows

  /// Package managers, compilers, Git, shells and the run-times of languages.
  private static let packageRows: [Row] = [
    Row(
      type: .resource,
      within: [
        "error 137", "exit code 137", "exited with code 137", "exit status 137", "sigkill", "signal 9",
        "killed by yarn", "exceeding memory", "exceeding physical memory", "outofmemoryerror",
        "gc overhead limit", "heap limit", "javascript heap", "spark.driver.maxresultsize",
        "write error: no space left", "no space left on device", "insufficient memory",
      ], alone: ["nodes are available"]),
    Row(
      type: .conflict,
      within: [
        "merge conflict in", "conflict (content)", "conflict (modify/delete)", "conflict (add/add)",
        "conflict (rename/delete)", "unable to resolve dependency tree", "dependency tree", "file exists",
        "eexist", "refund exists", "invoice exists", "was refunded", "address already in use", "eaddrinuse",
      ],
      alone: [
        "no solution found when resolving", "requirements are unsatisfiable", "version solving failed",
        "failed to select a version", "automatic merge failed", "port is already allocated",
      ]),
    Row(
      type: .permission,
      within: [
        "protected branch", "protected branches", "pre-receive hook declined", "erofs",
        "read-only file system", "path outside allowed", "must have select", "must have insert",
        "must be owner of",
      ], alone: []),
    Row(
      type: .unsupported,
      within: [
        "ebadengine", "unsupported engine", "requires a different python", "requires-python",
        "requires rustc", "unsupportedclassversionerror", "unsupported class file major version",
        "more recent version of the java runtime",
      ], alone: ["go.mod requires go"]),
    Row(
      type: .precondition,
      within: [
        "validation error for settings", "validation errors for settings", "missing required env",
        "required environment variable", "missing environment variable",
      ], alone: ["env var is not set"]),
    Row(
      type: .timeout,
      within: [
        "exceeded time limit", "exceeded maximum time limit", "exceeded maximum execution time",
        "maximum execution time exceeded", "no output for",
      ], alone: ["statement or warehouse timeout"]),
    Row(
      type: .code,
      within: [
        "partially initialized module", "circular import", "cyclic package dependency",
        "before initialization",
        "declared and not used", "cannot borrow", "cannot move out of",
        "use of moved value", "does not live long enough", "imported and not used", "reference to undeclared",
        "error: cycle",
      ], alone: ["import cycle not allowed"]),
  ]

  /// Browsers, the drivers that move them, and pages that stand in place of the one that was asked for.
  private static let browserRows: [Row] = [
    Row(
      type: .notFound,
      within: ["no node found", "no element found", "no such element", "unable to find element"], alone: []),
    Row(
      type: .precondition,
      within: ["covered by", "obscured by", "other element would receive", "not clickable"],
      alone: ["intercepts pointer events", "element click intercepted", "is not clickable at point"]),
    Row(
      type: .internal,
      within: [
        "browser has been closed", "page has been closed", "session closed. most likely",
        "not connected to devtools", "target closed", "deadkernelerror",
      ],
      alone: ["page crashed", "target crashed", "tab crashed", "kernel died", "kernel has died"]),
    Row(
      type: .permission,
      within: ["cross-origin", "blocked a frame", "same-origin", "captcha", "not a robot", "robot check"],
      alone: [
        "you are using automation tools", "verifying you are human", "verify you are a human",
        "not available in your region", "not available in your country", "does not serve your country",
        "country or region your ip", "not available in your location", "security check to access",
        "for subscribers only", "subscribe to continue reading",
      ]),
  ]

  /// Databases, clusters, clouds, directories and what models are called through.
  private static let serviceRows: [Row] = [
    Row(
      type: .rateLimit,
      within: [
        "mailboxconcurrency", "concurrency limit", "queries per minute", "per minute per user",
        "writes per minute", "reads per minute",
      ], alone: ["is being throttled", "request was throttled", "requests are being throttled"]),
    Row(
      type: .quota,
      within: [
        "available licenses", "available licences", "licenselimitexceeded", "countviolation", "seats free",
        "run out of searches", "run out of credits",
      ], alone: ["bytesbilledlimitexceeded", "resource monitor quota", "no licenses available"]),
    Row(type: .unavailable, within: ["remaining connection slots", "busy here"], alone: []),
    Row(
      type: .network,
      within: ["gone away", "can't connect to", "is not connected", "not connected to server"],
      alone: ["was refused - did you specify"]),
    Row(
      type: .permission,
      within: [
        "disallowed by policy", "requestdisallowedbypolicy", "acl exception", "security constraints",
        "insufficient access", "insufficientpermissions",
      ], alone: ["you need access", "ask for access", "insufficient access rights"]),
    Row(
      type: .precondition,
      within: [
        "content_filter", "content filter", "content management policy", "safety settings",
        "disruption budget", "payment block",
      ],
      alone: ["blocked by safety settings", "can't assist with that", "cannot assist with that"]),
    Row(
      type: .resource,
      within: [
        "exceeded the size", "size limit exceeded", "exportsizelimitexceeded", "too large to be exported",
        "input tokens", "tokens exceed", "max_iterations", "max_turns",
      ],
      alone: [
        "maximum number of turns", "recursion limit of", "without final answer", "max turns exceeded",
        "due to iteration limit",
      ]),
    Row(
      type: .schema,
      within: [
        "input validation error", "invalid arguments for tool", "unrecognized key",
        "validation error for call",
        "validation errors for call", "fields are mandatory", "unsupported argument", "value_error.missing",
        "mandatory data missing", "missing travel document", "passport number missing", "docs needed",
        "data required",
      ], alone: ["tax code missing"]),
    Row(
      type: .validation,
      within: [
        "32602", "rfc3339", "rfc 3339", "field is immutable", "updates to statefulset", "used too recently",
        "password complexity", "vector dimension", "vector dimensions", "dimension of the index",
        "date in past", "end before start",
        "could not be verified", "undeliverable", "name must match", "failure in test",
        "configured to fail if",
        "operator does not exist", "must be <", "must be >", "query too long", "balance not zero",
        "schema at index",
      ],
      alone: [
        "bad double value", "bad int64 value", "bad bool value", "password does not meet",
        "amount incorrect", "way match failed", "different vector dimensions",
      ]),
    Row(
      type: .notFound,
      within: [
        "cannot resolve column", "unresolved_column", "no rate for", "no rates available", "enter rate",
      ],
      alone: ["cannot find an object"]),
    Row(type: .authentication, within: ["session terminated", "inactive conversation"], alone: []),
  ]

  /// Stocks, bookings and books of accounts.
  private static let businessRows: [Row] = [
    Row(
      type: .conflict,
      within: [
        "sold out", "fully booked", "no availability", "class closed", "waitlist only", "waitlist closed",
        "rate plan not available", "seats not available", "rooms not available", "room not available",
        "sell segment", "segment sell failure", "has locked table", "could not serialize",
        "concurrent update",
      ],
      alone: [
        "closed for arrival", "closed to arrival", "currently being processed by",
        "duplicate supplier invoice", "duplicate invoice number", "exclusive access to this record",
      ]),
    Row(
      type: .precondition,
      within: ["posting period", "fiscal period", "fare expired", "offer expired", "quote expired"],
      alone: ["posting only possible in", "only possible in periods"]),
    Row(
      type: .payment,
      within: ["auth declined", "authorisation declined", "authorization declined"], alone: []),
  ]

  /// With what programs begin when they fail, beside ``leads``.
  static let leadsOfPrograms: [String] = [
    "remote: error", "no solution found when resolving", "admission webhook", "go: go.mod requires",
    "page crashed", "kernel died", "job aborted due to", "enter rate", "the connection to the server",
    "you need access", "database error in", "compilation error in", "runtime error in",
    "access to this page has been denied", "blocked by safety settings", "i'm sorry, but i can't assist",
    "i'm sorry, i can't assist", "agent terminated", "agent stopped due to", "sub-agent stopped",
    "user not authenticated", "timeout]", "timed out]", "killed]",
  ]
}

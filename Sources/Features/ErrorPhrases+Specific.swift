/// Phrases that tell a type whatever other words stand beside them.
extension ErrorPhrases {
  static let specificRows: [Row] = [
    // What a system says of a file, whatever it was that could not be done: “cannot access 'x': No such file”.
    Row(
      type: .notFound,
      within: [
        "no such file or directory", "enoent", "filenotfounderror", "command not found",
        "is not recognized as an internal",
      ], alone: []),
    Row(
      type: .code,
      within: [
        "matcherror", "functionclauseerror", "indentationerror", "taberror", "cannot access local variable",
        "referenced before assignment",
      ], alone: []),
    // What databases say of a table, whatever its name.
    Row(
      type: .permission,
      within: [
        "permission denied for", "permission denied on", "permission denied to", "denied for table",
        "command denied to user", "denied for user",
      ], alone: []),
    // What a card's network refuses, whoever was denied.
    Row(
      type: .payment,
      within: [
        "gateway declined", "card account", "declined by issuer", "declined by the issuer", "do not honor",
      ],
      alone: []),
    // What Git, patch and installers say of changes and versions that do not go together, and
    // databases of two that wait for each other.
    Row(
      type: .conflict,
      within: [
        "patch does not apply", "patch failed", "hunk failed", "hunks failed", "resolutionimpossible",
        "conflicting dependencies", "dependency conflict", "eresolve", "deadlock victim", "as the victim",
      ], alone: []),
    // Readers of files that end too soon or are of another kind.
    Row(type: .parse, within: ["eof marker not found", "pdfreaderror", "pdf read error"], alone: []),
    // What a resolver or TLS library says, whatever could not be known or was issued.
    Row(
      type: .network,
      within: [
        "resolve host", "resolve hostname", "name resolution", "name or service not known", "getaddrinfo",
        "enotfound", "unknownhostexception", "unknown host", "no such host", "translate host name",
        "nodename nor servname", "issuer certificate", "certificate verify failed",
        "certificate_verify_failed",
        "verify the first certificate", "self signed certificate", "self-signed certificate", "x509",
      ], alone: []),
    // A guard before a busy service permits no call, and denies nobody a right.
    Row(
      type: .unavailable,
      within: [
        "bulkhead", "call not permitted", "callnotpermitted", "callnotpermittedexception",
        "not permit further calls", "circuit breaker is open", "circuitbreaker",
      ], alone: []),
    // What is required or missing here was left out of no schema.
    Row(
      type: .precondition,
      within: [
        "approval required", "approval needed", "requires approval", "needs approval", "approver",
        "pending approval", "awaiting approval", "not yet approved",
      ], alone: []),
    Row(
      type: .unsupported,
      within: ["method not found", "unimplemented", "unknown service", "unsupported media type"], alone: []),
    Row(
      type: .validation,
      within: [
        "validation error for", "validation errors for", "input should be", "can't be blank", "enum constant",
        "unknown enum",
        "enum value", "missing or unverifiable", "missing or empty",
        "missing or malformed", "must be between", "must be at most", "must be at least", "must be less than",
        "must be greater than", "not an acceptable value", "must be either", "must be one of",
        "should be either",
        "should be one of",
      ], alone: []),
  ]
}

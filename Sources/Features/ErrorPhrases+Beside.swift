/// Words that name what an error is about, and tell its type only beside others that say what became of it.
extension ErrorPhrases {
  /// For each such phrase of ``rows`` the words of which one must stand in the same message.
  static let beside: [String: [String]] = [
    "payment": moneyWords, "card": moneyWords, "billing": moneyWords, "signature": signatureWords,
    "login": loginWords, "scope": scopeWords,
  ]

  private static let moneyWords: [String] = [
    "declined", "decline", "declines", "refused", "insufficient", "unpaid", "overdue", "past due", "bounced",
    "issuer", "cvc", "cvv", "blocked", "expired", "suspended", "chargeback", "credit limit", "funds",
    "stolen",
    "not accepted", "card number", "card error", "billing error", "payment error", "payment failed",
    "payment failure", "payment required", "payment rejected", "payment was rejected",
    "payment not authorized",
    "payment gateway", "payment processor", "card rejected", "card was rejected", "billing account",
    "billing to be enabled", "billing is disabled", "billing disabled", "billing not enabled",
    "billing details",
    "billing hard limit",
  ]
  private static let signatureWords: [String] = [
    "invalid", "mismatch", "match", "matched", "expired", "verification", "verify", "verified", "bad",
    "wrong",
    "incorrect", "hmac", "calculated", "computed", "rejected", "signaturedoesnotmatch", "webhook", "jwt",
    "key",
    "token",
  ]
  private static let loginWords: [String] = [
    "required", "requires", "require", "failed", "failure", "invalid", "expired", "incorrect", "please",
    "again",
    "not", "need", "needs", "session", "wrong", "rejected", "denied", "password",
  ]
  private static let scopeWords: [String] = [
    "insufficient", "missing", "required", "requires", "require", "lacks", "lack", "needs", "need", "without",
    "oauth", "token", "granted", "grant", "permission", "read", "write", "not have", "not include",
  ]
}

/// Words that tell of a failure and none of its type.
extension ErrorPhrases {
  /// Words that make a text an error where it begins with them, after punctuation.
  static let leads: [String] = [
    "error", "err", "exception", "traceback", "failed", "failure", "fatal", "panic", "fail", "unable to",
    "could not", "cannot", "can't", "couldn't", "tool error", "toolerror", "tool call failed",
    "tool call error", "request failed",
    "command failed", "execution failed", "operation failed", "an error occurred", "an error has occurred",
    "something went wrong", "oops", "sorry, something went wrong", "critical", "abort", "aborted", "denied",
    "conflict",
    "rejected", "invalid", "unauthorized", "forbidden", "warning: failed", "http error", "api error",
    "server error", "fehler", "erreur", "erro", "errore", "ошибка", "错误", "失败", "エラー", "오류", "hata",
    "błąd", "chyba", "fout", "fel", "call failed", "upstream error", "unexpected error", "internal error",
    "rpc error", "grpc error", "soap fault", "errno", "mcp error", "npm err!", "npm error", "protocol error",
    "e: could not", "e: unable to", "not allowed", "not permitted", "not possible", "no se pudo",
    "no se ha podido", "não foi possível", "impossible de",
  ]

  /// Phrases that make a text an error wherever they stand in a line of their own.
  static let anywhere: [String] = [
    "traceback (most recent call last)", "fullyqualifiederrorid", "exited with non-zero status",
    "execution failed", "unhandled exception", "segmentation fault",
    "core dumped", "stack trace", "non-zero exit", "nonzero exit", "panicked at",
    "error occurred", "uncaught exception", "[running]:", "error: failed to", "error collecting",
    "[build failed]", "tool execution failed", "an error was encountered",
  ]

  /// Words for the code with which a command ended, before its number.
  static let exitCodes: [String] = [
    "exit code", "exit status", "exit_code", "exitcode", "exit_status", "returncode", "return code",
    "exited with code", "exited with status", "exited with exit code", "exited with", "returned exit status",
    "exit code is", "exit code was", "exit code of", "[exit", "(exit",
  ]

  /// Assignments, and phrases, of no type that make a short text an error.
  static let untyped: [String] = [
    "status=error", "status: error", "status=nok", "status: nok", "result=fail", "result: fail",
    "level=error", "ok=false", "success=false", "success: false",
    "result=error",
    "result: error", "error=true", "status=failed", "status: failed", "status=fail", "ok: false",
    "outcome=error",
    "severity=error", "state=error", "could not be completed", "contact your administrator", "make: ***",
    "error from server", "error response from daemon", "fatal error:", "jq: error", "transfer not executed",
    "we are unable to", "unable to process", "unfortunately", "we regret", "is not possible",
    "we apologise for",
    "we apologize for", "please contact your", "can no longer be", "leider", "bitte wenden sie sich",
    "nous ne pouvons pas",
    "nous regrettons", "lamentamos", "lo sentimos", "spiacenti", "failed to", "fails to", "did not open",
    "did not move", "did not start", "did not finish",
    "did not complete", "did not succeed", "runtimeerror", "marking task as failed", "!! aborted",
    "!! failed", "!! error", "aborted:",
  ]

  /// Phrases by which a short text says that nothing was found, which is no failure of the tool.
  static let emptyResults: [String] = [
    "no results", "no result", "0 results", "no matches", "no matching", "nothing found", "no records",
    "no documents", "no items", "no entries", "no data", "empty result", "empty list", "no hits",
    "none found",
    "0 rows", "no rows", "0 records", "0 documents", "0 matches", "0 hits", "0 items", "0 entries", "0 found",
    "empty set", "keine ergebnisse", "keine treffer", "keine einträge", "0 treffer", "0 ergebnisse",
    "aucun résultat",
    "0 résultat", "0 résultats", "0 enregistrements", "sin resultados", "ningún resultado", "0 resultados",
    "0 registros", "nenhum resultado", "nessun risultato", "0 risultati", "geen resultaten", "0 resultaten",
    "brak wyników", "0 wyników", "没有结果", "無結果", "0件", "該当なし",
  ]
}

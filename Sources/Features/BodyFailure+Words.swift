/// The words that stand in fields for a failure, or for none, in lower case.
extension BodyFailure {
  static let noError: Set<String> = [
    "", "none", "null", "no", "false", "ok", "0", "n/a", "success", "-",
  ]
  static let errorWords: Set<String> = [
    "error", "err", "exception", "fault", "fatal", "critical", "failure", "errored", "internal_error", "ko",
    "nok", "fehler", "erreur", "errore", "erro", "fout", "błąd", "hata", "ошибка", "错误", "エラー", "오류",
  ]
  static let weakErrorWords: Set<String> = [
    "failed", "fail", "rejected", "denied", "timeout", "timed_out", "unauthorized", "forbidden",
    "unavailable",
    "invalid", "not_found", "blocked", "conflict", "rate_limited", "throttled", "declined", "aborted",
    "refused", "not_done", "unsuccessful", "nak", "degraded", "fehlgeschlagen",
    "abgelehnt", "gescheitert", "abgebrochen", "fallido", "fallida", "rechazado", "rechazada", "denegado",
    "denegada",
    "échec", "echec", "échoué", "échouée", "refusé", "refusée", "fallito", "fallita", "rifiutato",
    "rifiutata",
    "falhou", "falha", "recusado", "recusada", "negado", "negada", "mislukt", "geweigerd", "afgewezen",
    "odrzucono",
    "odrzucony", "失败", "失敗", "실패",
  ]
}

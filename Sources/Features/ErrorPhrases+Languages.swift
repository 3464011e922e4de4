/// Phrases of failure that count alone: what clients and servers say in plain words, and in other languages.
extension ErrorPhrases {
  static let plainRows: [Row] = [
    Row(
      type: .parse, within: [],
      alone: [
        "unexpected token", "malformed document", "malformed request", "malformed input", "malformed message",
        "malformed header", "malformed payload",
      ]),
    Row(
      type: .resource, within: ["too big", "oversize", "oversized"],
      alone: [
        "attachment too big", "attachment too large", "file too big", "file too large", "file is too big",
        "file is too large", "image too large", "upload too large", "over the limit of", "exceeds the limit",
        "exceeds the maximum size", "larger than the limit", "larger than allowed",
      ]),
    Row(
      type: .conflict, within: ["already reserved", "double booking"],
      alone: ["overlaps with", "overlaps an existing", "already reserved", "double booked"]),
    Row(
      type: .timeout, within: ["nothing came back", "no answer", "no reply", "no response"],
      alone: [
        "nothing came back", "did not respond within", "did not answer within", "did not reply within",
        "took too long to respond", "took too long to answer",
      ]),
  ]

  /// German, French, Spanish, Portuguese, Italian, Polish, Chinese and Japanese.
  static let languageRows: [Row] = [
    Row(
      type: .rateLimit, within: [],
      alone: [
        "zu viele anfragen", "trop de requêtes", "demasiadas solicitudes", "demasiadas peticiones",
        "muitas solicitações", "troppe richieste", "zbyt wiele żądań", "请求过多", "请求过于频繁", "リクエストが多すぎ",
      ]),
    Row(
      type: .timeout, within: [],
      alone: [
        "zeit überschritten", "délai d’attente", "se agotó el tiempo", "tiempo de espera excedido",
        "tempo limite", "tempo esgotado", "tempo scaduto", "przekroczono czas", "連線逾時", "応答がありません",
      ]),
    Row(
      type: .authentication, within: [],
      alone: [
        "sitzung abgelaufen", "session expirée", "sesión expirada", "sessão expirada", "sessione scaduta",
        "sesja wygasła", "nicht angemeldet", "登录已过期", "ログインしてください",
      ]),
    Row(
      type: .permission, within: [],
      alone: [
        "keine berechtigung", "nicht berechtigt", "n'avez pas les droits", "droits insuffisants",
        "sin permiso",
        "no tiene permiso", "permiso denegado", "sem permissão", "acesso negado", "accesso negato",
        "permesso negato", "brak uprawnień", "没有权限", "无权限", "沒有權限", "権限がありません",
      ]),
    Row(
      type: .notFound, within: [],
      alone: [
        "kein datensatz", "kein eintrag", "aucun enregistrement", "pas trouvé", "ningún registro",
        "nenhum registro", "nessun record", "non esiste", "nie znaleziono", "nie istnieje", "不存在", "存在しません",
      ]),
    Row(
      type: .conflict, within: [],
      alone: [
        "schon vergeben", "schon belegt", "bereits reserviert", "bereits gebucht", "déjà réservé",
        "déjà pris",
        "déjà occupé", "ya está reservado", "ya está reservada", "ya está ocupado",
        "ya está en uso", "já reservado", "já está em uso", "già prenotato", "già in uso",
        "już zajęty", "已被占用", "已被预订", "すでに存在", "既に予約",
      ]),
    Row(
      type: .unavailable, within: [],
      alone: [
        "nicht verfügbar", "service indisponible", "servicio no disponible", "serviço indisponível",
        "servizio non disponibile", "usługa niedostępna", "服务不可用", "利用できません",
      ]),
    Row(
      type: .validation, within: [],
      alone: [
        "ungültige eingabe", "ungültiger wert", "pflichtfeld", "champ obligatoire", "valeur invalide",
        "campo obligatorio", "valor no válido", "campo obrigatório", "valor inválido", "valore non valido",
        "nieprawidłowa wartość", "参数错误", "参数无效", "不正な値",
      ]),
  ]
}

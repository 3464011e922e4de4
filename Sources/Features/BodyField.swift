internal import JSONBytes

/// What the name of a field in a structured body says of it.
enum BodyField: UInt8 {
  case error = 1
  case errorMessage, errorType, status, level, code, callCode, wrapperOrStatus, success, failed, exitCode,
    message,
    words, reason, title, aside, wrapper, diagnostics, done, blocked, refusal

  static let table = ByteTable(
    names.flatMap { field, names in names.map { (name: $0, value: field.rawValue) } })

  private static let names: [(BodyField, [String])] = [
    (
      .error,
      [
        "error", "errors", "err", "fault", "exception", "failure", "error_details", "fehler", "erreur",
        "errore",
        "erro", "fout", "blad", "błąd", "chyba", "hata", "virhe", "feil", "fejl", "ошибка", "エラー", "错误", "錯誤",
        "오류",
        // The segment of X12 that rejects a request.
        "aaa",
      ]
    ),
    (
      .errorMessage,
      [
        "errormessage", "error_message", "errmsg", "error_description", "error_msg", "errortext", "evalue",
        "fehlertext", "fehlermeldung", "mensaje_error", "mensaje_de_error", "message_erreur",
        "message_d_erreur",
        "messaggio_errore", "mensagem_erro", "foutmelding",
      ]
    ),
    (
      .errorType,
      [
        "errorcode", "error_code", "errortype", "error_type", "exception_type", "faultcode", "errcode",
        "error_name", "ename", "fehlercode", "fehlernummer", "codigo_error", "code_erreur", "codice_errore",
        "codigo_erro", "foutcode",
      ]
    ),
    (
      .status,
      [
        "status", "state", "outcome", "phase", "statuscode", "status_code", "http_status", "httpstatus",
        "http_code", "estado", "statut", "stato", "状态", "状態",
      ]
    ),
    (.level, ["type", "level", "severity"]),
    (.code, ["code"]),
    (
      .callCode,
      [
        "rc", "ret", "retcode", "ret_code", "errno", "err_no", "resultcode", "result_code", "reasoncode",
        "reason_code",
      ]
    ),
    (
      .wrapperOrStatus,
      [
        "result", "ergebnis", "resultado", "resultat", "résultat", "risultato", "resultaat", "wynik", "结果",
        "結果",
      ]
    ),
    (
      .success,
      [
        "success", "ok", "succeeded", "is_success", "successful", "applied", "executed", "processed",
        "performed", "committed", "erfolg", "erfolgreich", "exito", "éxito", "exitoso", "succes", "succès",
        "reussi",
        "réussi", "successo", "sucesso", "gelukt", "sukces", "成功",
      ]
    ),
    (.failed, ["iserror", "is_error", "failed", "has_error", "haserror"]),
    (.exitCode, ["exit_code", "exitcode", "returncode", "return_code", "exit_status"]),
    (
      .message,
      [
        "message", "meldung", "nachricht", "mensaje", "mensagem", "messaggio", "melding", "komunikat", "消息",
        "メッセージ", "메시지",
      ]
    ),
    (
      .words,
      [
        "detail", "details", "description", "msg", "stderr", "info", "status_message", "resulttext",
        "rctext", "rc_text", "rcmsg", "retmsg", "ret_msg", "errtext", "err_text", "resultmsg",
        "result_message",
        "resultmessage", "result_text", "statustext", "status_text", "statusmessage", "txt",
        "explanation", "note", "remark", "reasontext", "reason_text", "text",
        "beschreibung", "detalle", "detalles", "détail", "detalhe", "dettaglio", "texto", "texte", "testo",
      ]
    ),
    (
      .reason,
      [
        "reason", "why", "grund", "begründung", "motivo", "motif", "raison", "razon", "razón", "reden", "原因",
        "理由",
      ]
    ),
    (
      .done,
      [
        "clicked", "filled", "typed", "pressed", "navigated", "scrolled", "uploaded", "downloaded", "sent",
        "saved", "written", "deleted", "created", "updated", "inserted", "booked", "reserved", "transferred",
        "transfer", "posted", "published", "scheduled", "deployed", "installed", "assigned", "moved",
        "copied", "merged", "pushed", "submitted",
      ]
    ),
    (.blocked, ["blocked"]),
    (.refusal, ["reject", "rejection", "refusal", "refused"]),
    (.title, ["title"]),
    (.aside, ["hint", "cause"]),
    (
      .wrapper,
      [
        "data", "response", "output", "body", "content", "payload", "envelope", "res", "resp", "rsp", "reply",
        "answer", "tool_result", "toolresult", "tool_response", "function_response", "soap:envelope",
        "soap:body",
        "soapenv:envelope", "soapenv:body", "s:envelope", "s:body", "header", "head", "hdr",
      ]
    ),
    (.diagnostics, ["diag", "diagnostics", "messages", "issues", "notifications", "processing"]),
  ]
}

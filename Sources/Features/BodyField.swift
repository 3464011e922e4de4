internal import JSONBytes

/// What the name of a field in a structured body says of it.
enum BodyField: UInt8 {
  case error = 1
  case errorMessage, errorType, status, level, code, callCode, wrapperOrStatus, success, failed, exitCode,
    message,
    words, reason, title, aside, wrapper, diagnostics, done, blocked

  static let table = ByteTable(
    names.flatMap { field, names in names.map { (name: $0, value: field.rawValue) } })

  private static let names: [(BodyField, [String])] = [
    (
      .error,
      [
        "error", "errors", "err", "fault", "exception", "failure", "error_details", "fehler", "erreur",
        "errore",
        "erro", "fout",
        // The segment of X12 that rejects a request.
        "aaa",
      ]
    ),
    (
      .errorMessage,
      ["errormessage", "error_message", "errmsg", "error_description", "error_msg", "errortext", "evalue"]
    ),
    (
      .errorType,
      [
        "errorcode", "error_code", "errortype", "error_type", "exception_type", "faultcode", "errcode",
        "error_name", "ename",
      ]
    ),
    (
      .status,
      [
        "status", "state", "outcome", "phase", "statuscode", "status_code", "http_status", "httpstatus",
        "http_code",
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
    (.wrapperOrStatus, ["result"]),
    (
      .success,
      [
        "success", "ok", "succeeded", "is_success", "successful", "applied", "executed", "processed",
        "performed", "committed",
      ]
    ),
    (.failed, ["iserror", "is_error", "failed", "has_error", "haserror"]),
    (.exitCode, ["exit_code", "exitcode", "returncode", "return_code", "exit_status"]),
    (.message, ["message"]),
    (
      .words,
      [
        "detail", "details", "description", "msg", "stderr", "info", "status_message", "resulttext",
        "rctext", "rc_text", "rcmsg", "retmsg", "ret_msg", "errtext", "err_text", "resultmsg",
        "result_message",
        "resultmessage", "result_text", "statustext", "status_text", "statusmessage", "txt",
        "explanation", "note", "remark", "reasontext", "reason_text", "text",
      ]
    ),
    (.reason, ["reason", "why"]),
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

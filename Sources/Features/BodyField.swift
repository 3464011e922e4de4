internal import JSONBytes

/// What the name of a field in a structured body says of it.
enum BodyField: UInt8 {
  case error = 1
  case errorMessage, errorType, status, level, code, callCode, wrapperOrStatus, success, failed, exitCode,
    message,
    words, title, aside, wrapper, diagnostics

  static let table = ByteTable(
    names.flatMap { field, names in names.map { (name: $0, value: field.rawValue) } })

  private static let names: [(BodyField, [String])] = [
    (
      .error,
      [
        "error", "errors", "err", "fault", "exception", "failure", "error_details", "fehler", "erreur",
        "errore",
        "erro", "fout",
      ]
    ),
    (
      .errorMessage,
      ["errormessage", "error_message", "errmsg", "error_description", "error_msg", "errortext"]
    ),
    (
      .errorType,
      [
        "errorcode", "error_code", "errortype", "error_type", "exception_type", "faultcode", "errcode",
        "error_name",
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
        "detail", "details", "reason", "description", "msg", "stderr", "info", "status_message", "resulttext",
        "rctext", "rc_text", "rcmsg", "retmsg", "ret_msg", "errtext", "err_text", "resultmsg",
        "result_message",
        "resultmessage", "result_text", "statustext", "status_text", "statusmessage", "txt", "why",
        "explanation", "note", "remark", "reasontext", "reason_text", "text",
      ]
    ),
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

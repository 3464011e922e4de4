/// The forms in which tools report an error.
enum FaultShapes {
  /// Free text.
  static let plain: [Template] = [
    "Error: $message", "$exception: $message", "Tool execution failed: $message", "ERROR $message",
    "Error executing tool $tool: $exception('$message')", "[error] $clock $message",
    "Traceback (most recent call last):\n  File $path, line $int, in <run|invoke|_call>\n    return <client.send(request)|self._invoke(payload)|await handler(args)>\n$exception: $message",
    "<Request failed|Call failed|Could not complete the call>. $message", "Failed: $message",
  ]

  /// JSON bodies.
  static let structured: [Template] = [
    #"{"status":"error","error":{"code":"$code","message":"$message"}}"#,
    #"{"error":"$message","code":"$code","request_id":"$req"}"#,
    #"{"ok":false,"errors":[{"code":"$code","detail":"$message","id":"$uuid"}]}"#,
    #"{"statusCode":$http,"headers":{"x-request-id":"$uuid","date":"$iso"},"body":{"type":"$code","title":"$message"}}"#,
    #"{"success":false,"data":null,"message":"$message","timestamp":"$iso"}"#,
    #"{"error":{"type":"$code","message":"$message","param":null,"trace_id":"$hex"}}"#,
    #"{"http_status": $http, "reason": "$message", "host": "$host"}"#,
  ]

  /// The text beside a flag of the tool message.
  static let flagged: [Template] = ["$message", "$exception: $message", "$code: $message", "$message [$req]"]

  /// Fields of a tool message that flag an error.
  static let flags = [#""is_error":true"#, #""status":"error""#, #""error":true"#]

  /// Replies of a search that finds nothing; no error.
  static let nothing: [Template] = [
    #"{"results":[],"total":0}"#, #"{"hits":[],"took_ms":$nn}"#, "[]", #"{"documents":[],"query_id":"$hex"}"#,
    "No results found.",
  ]
}

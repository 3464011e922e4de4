internal import CHTTP

/// What an endpoint replied.
struct HTTPReply: Sendable {
  let status: Int
  let retryAfter: String?
  let body: [UInt8]
}

/// Sends questions to an endpoint and waits for the replies; may be used from several threads.
///
/// It follows no redirection, so that a key goes nowhere but to the address in the settings, and reads no reply beyond
/// a limit.
struct HTTPClient: Sendable {
  /// The longest that a call may take in all, so that a reply that comes by drops does not hold it up for ever.
  let timeoutSeconds: Double

  /// The most bytes of a reply; a verdict has a few hundred.
  static let byteLimit = 4 << 20

  /// libcurl wants to be started once.
  private static let isStarted = chttp_start()

  /// Sends a body and waits for the whole reply.
  ///
  /// - Parameter isLocal: Whether the address is on this machine, so that no proxy is asked.
  func post(_ body: [UInt8], to url: String, key: Secret, isLocal: Bool) -> Result<HTTPReply, CallFault> {
    guard Self.isStarted else { return .failure(.lasting("libcurl does not start")) }
    let milliseconds = Int64(max(1, timeoutSeconds * 1000))
    let reply = unsafe key.withHeader { authorization in
      unsafe chttp_post(
        url, body, body.count,
        chttp_options(
          authorization: authorization, timeout_milliseconds: milliseconds, byte_limit: Self.byteLimit,
          ignores_proxies: isLocal))
    }
    defer { unsafe chttp_reply_free(reply) }
    if unsafe reply.is_too_long {
      return .failure(.refused("the reply is longer than \(Self.byteLimit >> 20) MB"))
    }
    if let fault = unsafe CallFault(
      curlCode: reply.error, detail: reply.detail.map { unsafe String(cString: $0) },
      timeoutSeconds: timeoutSeconds)
    {
      return .failure(fault)
    }
    let bytes = unsafe Array(UnsafeBufferPointer(start: reply.body, count: reply.body_count))
    let retryAfter = unsafe reply.retry_after.map { unsafe String(cString: $0) }
    return .success(HTTPReply(status: Int(unsafe reply.status), retryAfter: retryAfter, body: bytes))
  }
}

extension CallFault {
  /// The fault that libcurl reports; `nil` for none.
  fileprivate init?(curlCode code: Int32, detail: String?, timeoutSeconds: Double) {
    let detail = VisibleLine(detail ?? "error \(code) of libcurl", limit: 200).text
    switch code {
    case 0: return nil
    case 3: self = .lasting("the address cannot be used: \(detail)")
    case 28: self = .passing("no whole reply within \(timeoutSeconds) s", askedSeconds: nil)
    // The certificate is not trusted, is for another host, or cannot be looked at.
    case 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91, 98:
      self = .lasting("the server cannot prove who it is (TLS): \(detail)")
    default: self = .passing("the connection failed: \(detail)", askedSeconds: nil)
    }
  }
}

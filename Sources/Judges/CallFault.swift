import Foundation

/// Why a call has no answer.
enum CallFault: Error, Sendable, Hashable {
  /// It may succeed another time; what the endpoint asks to wait, in seconds.
  case passing(String, askedSeconds: Double?)

  /// This question will never be answered, others may be.
  case refused(String)

  /// No question will be answered before something is changed.
  case lasting(String)

  var reason: String {
    switch self {
    case .passing(let reason, _), .refused(let reason), .lasting(let reason): reason
    }
  }

  /// The fault that a status says; `nil` for success.
  ///
  /// - Parameter secret: What must not be repeated, should the endpoint do so.
  init?(status: Int, retryAfter: String?, body: [UInt8], hiding secret: Secret, now: Date) {
    guard !(200..<300).contains(status) else { return nil }
    let detail = "HTTP \(status)" + Self.message(in: body, hiding: secret)
    let text = String(decoding: body.prefix(4096), as: UTF8.self)
    switch status {
    case 300..<400: self = .lasting(detail + ": the address redirects to another, which is not followed")
    case 429 where text.contains("insufficient_quota"): self = .lasting(detail)
    case 408, 409, 425, 429:
      self = .passing(
        detail, askedSeconds: retryAfter.flatMap { RetryRule.seconds(retryAfter: $0, now: now) })
    case 401, 402, 403, 404, 405, 407, 410, 501, 505: self = .lasting(detail)
    case 400..<500: self = .refused(detail)
    default:
      self = .passing(
        detail, askedSeconds: retryAfter.flatMap { RetryRule.seconds(retryAfter: $0, now: now) })
    }
  }

  /// What the body of an error says, on one line and short: it is a stranger's text.
  private static func message(in body: [UInt8], hiding secret: Secret) -> String {
    var text = String(decoding: body.prefix(4096), as: UTF8.self)
    let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
    if let error = object?["error"] as? [String: Any], let message = error["message"] as? String {
      text = message
    } else if let message = (object?["error"] ?? object?["message"] ?? object?["detail"]) as? String {
      text = message
    }
    let line = VisibleLine(secret.hidden(in: text), limit: 200).text
    return line.isEmpty ? "" : ": " + line
  }
}

/// A text of others on one line, without characters that act.
struct VisibleLine {
  let text: String

  init(_ text: String, limit: Int) {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: " "
      default: scalar
      }
    }
    let words = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    self.text = words.count > limit ? words.prefix(limit) + "…" : words
  }
}

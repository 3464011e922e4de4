extension ErrorType {
  /// The words for it after "fails with", such as "a permission error".
  package var phrase: String {
    switch self {
    case .timeout: "a timeout"
    case .rateLimit: "a rate limit"
    case .quota: "an exhausted quota"
    case .authentication: "an authentication error"
    case .permission: "a permission error"
    case .payment: "a payment error"
    case .notFound: "a not-found error"
    case .conflict: "a conflict"
    case .schema: "a schema error"
    case .validation: "a validation error"
    case .parse: "a parse error"
    case .network: "a network error"
    case .unavailable: "a service that is unavailable"
    case .unsupported: "an unsupported operation"
    case .cancelled: "a cancelled call"
    case .resource: "a lack of resources"
    case .precondition: "an unmet precondition"
    case .code: "an exception in code"
    case .internal: "an internal error"
    case .other: "an error"
    }
  }
}

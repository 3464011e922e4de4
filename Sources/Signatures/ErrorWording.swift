package import Features

/// The words for types of errors in a sentence.
package enum ErrorWording {
  /// The type with its article, as in "fails with …".
  package static func name(_ type: ErrorType) -> String {
    switch type {
    case .other: "an error"
    case .authentication, .unavailable, .unsupported, .internal: "an \(type.name) error"
    case .notFound: "a “not found” error"
    case .rateLimit: "a rate-limit error"
    case .unknownTool: "an unknown-tool error"
    default: "a \(type.name) error"
    }
  }
}

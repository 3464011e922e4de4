extension JSONText {
  /// A figure, or null where it is undefined.
  static func figure(_ value: Double?) -> JSONText { value.map(JSONText.exact) ?? .null }

  /// A text, or null.
  static func text(_ value: String?) -> JSONText { JSONText(value) }
}

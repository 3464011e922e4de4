extension JSONText {
  /// A figure, or null where it is undefined.
  static func figure(_ value: Double?) -> JSONText { JSONText(value) }

  /// A text, or null.
  static func text(_ value: String?) -> JSONText { JSONText(value) }
}

/// Escapes text for HTML and SVG, which is XML.
package enum Markup {
  /// The text for the content of an element or a quoted attribute, hidden characters made visible.
  ///
  /// Fit for HTML and XML alike: the five signs that markup knows are written as references, and no character
  /// that XML forbids is left.
  package static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in VisibleText.visible(text).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

/// Writes text from traces to a terminal.
package enum Terminal {
  /// The text on one line, without any code that the terminal would obey.
  package static func line(_ text: String) -> String {
    VisibleText.singleLine(text)
  }

  /// The text on its own lines, without any other code that the terminal would obey.
  package static func lines(_ text: String) -> String {
    VisibleText.visibleLines(text)
  }
}

/// Makes text from traces safe to print: every character that would act instead of showing is shown.
///
/// Terminal codes, other control characters, direction marks, invisible characters and line separators become
/// visible signs; line feeds and tabs are left to the caller.
package enum VisibleText {
  /// The text with a visible sign for each scalar that has no look of its own, line feeds and tabs kept.
  ///
  /// C0 controls become their pictures (`␛` for escape), all others `⟨U+202E⟩` with their number.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    // A view of scalars that is appended to another copies all that stands there before it.
    var output = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        output += sign(for: scalar)
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// The text on its lines: visible, CR LF as one line feed.
  package static func visibleLines(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return visible(text) }
    return visible(text.replacing("\r\n", with: "\n"))
  }

  /// The text on one line: visible, line breaks and tabs as single spaces or signs.
  ///
  /// - Parameter lineBreak: What stands for a line break; CR LF is one.
  package static func singleLine(_ text: String, lineBreak: String = " ⏎ ") -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
    var output = ""
    for scalar in visibleLines(text).unicodeScalars {
      switch scalar {
      case "\n": output += lineBreak
      case "\t": output += " "
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Whether a scalar acts, or cannot be seen: controls, direction marks, fillers, tags, private use.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E: return false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0x115F, 0x1160, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      return scalar.value != 0x200D
    default:
      return scalar.properties.generalCategory == .privateUse || scalar.properties.isNoncharacterCodePoint
    }
  }

  private static func sign(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return String(picture) }
    if scalar.value == 0x7F { return "␡" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
  }
}

/// An SVG picture for reports, legible on white and on dark pages.
///
/// Texts are escaped; there is no script, link or outside resource in it.
struct Picture {
  let width: Int
  let height: Int

  /// What the picture shows, for readers who cannot see it.
  let title: String
  private(set) var elements: [String] = []

  /// The classes that give an element its colours.
  enum Style: String {
    case text
    case faint
    case bar
    case line
    case band
    case axis
    case low
    case medium
    case high
    case critical
  }

  /// Where a text is placed from its point.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  static let fontSize = 13

  /// The width that is taken for a character, in pixels: wide characters count twice.
  static let characterWidth = 7

  /// Mid-tones with a contrast above 4 for text, and 3 for the rest, on white as on GitHub's dark page.
  ///
  /// They do not follow the reader's colour scheme: a picture knows that of the system, and hosts let readers
  /// choose another for the page, so that dark text would stand on dark ground.
  private static let style = """
    text{font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:#768089}
    .bar,.cell,.medium{fill:#3b82c4}.low{fill:#8b949e}.high{fill:#d18616}.critical{fill:#d1453b}
    .line{fill:none;stroke:#3b82c4;stroke-width:2}.band{fill:#3b82c4;fill-opacity:.25}
    .axis{stroke:#8b949e;stroke-width:1;fill:none}
    """

  init(width: Int, height: Int, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  mutating func text(_ text: String, x: Double, y: Double, anchor: Anchor = .start, style: Style = .text) {
    elements.append(
      "<text class=\"\(style.rawValue)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "text-anchor=\"\(anchor.rawValue)\">\(Markup.escaped(VisibleText.singleLine(text)))</text>")
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: Style, opacity: Double = 1
  ) {
    let fade = opacity < 1 ? " opacity=\"\(Self.number(opacity))\"" : ""
    elements.append(
      "<rect class=\"\(style.rawValue)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
        + "width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\" rx=\"2\"\(fade)/>"
    )
  }

  mutating func path(_ points: [(x: Double, y: Double)], style: Style, isClosed: Bool = false) {
    guard !points.isEmpty else { return }
    let steps = points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: "L")
    elements.append("<path class=\"\(style.rawValue)\" d=\"M\(steps)\(isClosed ? "Z" : "")\"/>")
  }

  mutating func dot(x: Double, y: Double, style: Style) {
    elements.append(
      "<circle class=\"\(style.rawValue)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"3\"/>")
  }

  /// The picture as SVG.
  var svg: String {
    let name = Markup.escaped(VisibleText.singleLine(title))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img">
      <title>\(name)</title>
      <style>\(Self.style)</style>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// The width of a text, roughly, in pixels.
  static func width(of text: String) -> Int {
    MarkdownTable.width(of: text) * characterWidth
  }

  /// A number with two decimals at most, written the same on every machine.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let whole = abs(hundredths) / 100
    let rest = abs(hundredths) % 100
    let sign = hundredths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let fraction = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(fraction)"
  }
}

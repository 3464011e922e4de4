internal import Labels
internal import Reports

/// A page that is filled in by hand and read back by its headings and boxes.
extension QueueExport {
  var formFile: Page {
    let lead = """
      # \(Markdown.inline(name))

      Put an `x` between the brackets, write after the colons, leave the headings as they are.

      Annotator:

      """
    return Page(path: "review.md", text: lead + items.map { "\n" + part(of: $0) }.joined())
  }

  private func part(of item: QueueItem) -> String {
    let passage = item.turns.map { "\($0.role.uppercased()): \($0.text)" }.joined(separator: "\n\n")
    var text = """
      ## Item `\(item.id)`

      Trace \(Markdown.code(item.traceID)), shown as `\(item.shownHash)`

      \(Markdown.codeBlock(passage))
      """
    for verdict in verdicts(of: item) {
      text +=
        "\nJudge \(Markdown.code(verdict.judge)) on \(verdict.criterion): \(Markdown.inline(verdict.label))\n"
    }
    for criterion in criteria {
      text += """

        ### Criterion `\(criterion.name)` (`\(criterion.version)`)

        \(Markdown.inline(criterion.fullQuestion))


        """
      text += (criterion.scale.labels + [FormReading.abstention]).map { "- [ ] \($0)\n" }.joined()
    }
    return text + "\nSeverity (low, medium, high, critical):\n\nRationale:\n"
  }
}

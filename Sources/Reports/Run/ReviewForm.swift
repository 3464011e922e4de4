internal import Signatures

/// The form at the end of a signature's page, to be filled in by hand and read back by its headings and boxes.
struct ReviewForm {
  let signature: Signature
  let items: [ReviewItem]

  var markdown: String {
    var text = """
      ## Your verdict

      Put an `x` between the brackets, write after the colons, leave the headings as they are.

      ### Signature `\(signature.id)`

      Do these traces fail in the same way?

      - [ ] yes
      - [ ] mostly
      - [ ] no

      - Better name:
      - Severity (low, medium, high, critical):
      - Criterion, one question that can be asked of any trace:


      """
    for item in items { text += form(for: item) }
    return text
  }

  private func form(for item: ReviewItem) -> String {
    """
    ### Item `\(item.id)`

    Trace \(Markdown.code(item.excerpt.traceID)), \(item.representative.role.rawValue)

    - [ ] fail: in the way of this signature
    - [ ] fail: in another way
    - [ ] pass
    - [ ] cannot tell

    - Severity (low, medium, high, critical):
    - Rationale:


    """
  }
}

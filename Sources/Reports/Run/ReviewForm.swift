internal import Signatures

/// The form at the end of a page with traces to read, to be filled in by hand and read back by its headings and boxes.
///
/// A part belongs to the signature or item whose id stands in its heading; a box with an `x` is an answer, and so
/// is what stands after a colon, to the next field or heading.
struct ReviewForm {
  /// `nil` where the items belong to none.
  let signature: Signature?
  let items: [ReviewItem]

  var markdown: String {
    let lead = "Put an `x` between the brackets, write after the colons, leave the headings as they are."
    return Prose.page(["## Your verdict", lead, signature.map(whole) ?? ""] + items.map(part))
  }

  private func whole(of signature: Signature) -> String {
    """
    ### Signature `\(signature.id)`

    Do these traces fail in the same way?

    - [ ] yes
    - [ ] mostly
    - [ ] no

    To be split, or to be merged with (an id, or what parts them):

    Better name:

    Severity (low, medium, high, critical):

    Criterion, one question that can be asked of any trace:
    """
  }

  private func part(for item: ReviewItem) -> String {
    """
    ### Item `\(item.id)`

    Trace \(Markdown.code(item.excerpt.traceID))\(item.representative.roleMark)

    - [ ] fail: in the way of \(signature == nil ? "a signature" : "this signature")
    - [ ] fail: in another way
    - [ ] pass
    - [ ] cannot tell

    Severity (low, medium, high, critical):

    Rationale:
    """
  }
}

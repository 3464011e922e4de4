package import Features

extension SignatureNaming {
  /// A name, and what it rests on.
  package struct Naming: Sendable, Hashable {
    package let text: String

    /// Whether it tells what half of the traces have in common.
    package var tellsCause = true

    /// How many traces say what is close to the words that it quotes; `nil` where it quotes none.
    package var closeCount: Int?

    /// The sign of the workflow, or the step that is not made, that it tells; `nil` where it tells none.
    package var term: Term?

    /// The same name, telling a sign.
    func telling(_ term: Term) -> Naming {
      var naming = self
      naming.term = term
      return naming
    }
  }
}

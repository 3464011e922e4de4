/// Templates as names show them.
extension SignatureNaming {
  /// Whether a template has words left beside its placeholders.
  static func saysSomething(_ readable: String) -> Bool { readable.contains { $0.isLetter } }

  /// A template with an ellipsis for its placeholders, one for several in a row.
  static func readable(_ template: String) -> String {
    var output = ""
    var rest = template[...]
    while let start = rest.firstIndex(of: "<") {
      output += rest[..<start]
      let after = rest[rest.index(after: start)...]
      let name = after.prefix { $0.isLetter && $0.isLowercase || $0 == "*" || $0.isNumber }
      if !name.isEmpty, name.endIndex < after.endIndex, after[name.endIndex] == ">" {
        if output.hasSuffix("… ") { output.removeLast(2) }
        output += "…"
        rest = after[after.index(after: name.endIndex)...]
      } else {
        output += "<"
        rest = after
      }
    }
    return output + rest
  }
}

/// A plain reader of comma-separated values (RFC 4180), as a witness.
struct ParsedCSV {
  private(set) var rows: [[String]] = []

  init(_ text: String) {
    var (row, field, isQuoted) = ([String](), "", false)
    var previous: Character?
    for character in text {
      switch character {
      case "\"":
        if !isQuoted, previous == "\"" { field.append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.append(character)
      }
      previous = character == "\"" && previous == "\"" && isQuoted ? nil : character
    }
  }
}

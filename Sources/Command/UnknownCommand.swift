import ArgumentParser
import Reports

/// Tells that there is no command of a name, with the one that may be meant.
enum UnknownCommand {
  /// What to print; `nil` where the first argument is a command or an option.
  static func words(for arguments: [String]) -> String? {
    let names = Faultline.configuration.subcommands.map { $0._commandName } + ["help"]
    guard let first = arguments.first, !first.hasPrefix("-"), !names.contains(first) else { return nil }
    let near = names.map { (name: $0, distance: distance(first, $0)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    let isNear = near.map { $0.distance <= max(1, $0.name.count / 3) } ?? false
    let hint = isNear ? near.map { "; did you mean '\($0.name)'?" } ?? "." : "."
    return """
      Error: There is no command '\(Terminal.line(first))'\(hint)
      See 'faultline --help' for the commands.

      """
  }

  /// How many letters must be put in, left out, replaced or swapped with their neighbour to make one word of another
  /// (Damerau 1964, doi:10.1145/363958.363994; each letter is touched once).
  private static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one), Array(other))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

internal import Yams

/// The text of a file of the workspace, read as YAML.
struct YAMLText {
  let text: String

  /// Why a text is no YAML, and the line, from 1, where it stops being any.
  struct Problem: Error {
    let line: Int?
    let reason: String
  }

  /// The value that the text is; `nil` where there is none.
  func root() throws(Problem) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ error: any Error) -> Problem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Problem(line: mark.line, reason: problem)
    case .duplicatedKeysInMapping(let names, let context): repeated(names, firstLine: context.mark.line)
    default: Problem(line: nil, reason: "it cannot be read")
    }
  }

  /// A key that stands in a mapping a second time.
  ///
  /// The parser names the line of the first; the second is on the first line that a text with this problem can end with.
  private func repeated(_ names: [String], firstLine: Int) -> Problem {
    guard text.utf8.count <= Self.longestSearch else {
      return Problem(line: firstLine, reason: Self.words(names) + " again further down")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for count in lines.indices.dropFirst(firstLine - 1) {
      do {
        _ = try Yams.compose(yaml: lines[...count].joined(separator: "\n"))
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = context.mark.line == count + 1 ? "in this line" : "in line \(context.mark.line)"
        return Problem(line: count + 1, reason: "\(Self.words(names)) \(first) already")
      } catch {
        // The text ends within something here, and is no YAML for that alone.
      }
    }
    return Problem(line: firstLine, reason: Self.words(names) + " twice")
  }

  private static func words(_ names: [String]) -> String { "\(names.joined(separator: ", ")) stands there" }

  /// Longer texts are not searched: each line of them is read as often as there are lines behind it.
  private static let longestSearch = 1 << 15
}

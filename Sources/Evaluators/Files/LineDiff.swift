/// What became of a text, line by line.
package struct LineDiff: Sendable, Hashable {
  /// A line that was kept, removed or added.
  package struct Line: Sendable, Hashable {
    /// What became of a line.
    package enum Change: String, Sendable, Hashable {
      case kept = " "
      case removed = "-"
      case added = "+"
    }

    package let change: Change
    package let text: String
  }

  /// All lines of both texts, those removed before those added in their place.
  package let lines: [Line]

  /// Finds the fewest lines to remove and to add.
  ///
  /// - Complexity: O(lines before · lines after).
  package init(from before: String, to after: String) {
    let (old, new) = (Self.lines(of: before), Self.lines(of: after))
    // The length of the longest common part of the lines from each pair of places on.
    var common = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        common[i][j] = old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
      }
    }
    var (i, j) = (0, 0)
    var lines: [Line] = []
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(Line(change: .kept, text: old[i]))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count, j == new.count || common[i + 1][j] >= common[i][j + 1] {
        lines.append(Line(change: .removed, text: old[i]))
        i += 1
      } else {
        lines.append(Line(change: .added, text: new[j]))
        j += 1
      }
    }
    self.lines = lines
  }

  package var isEmpty: Bool { lines.allSatisfy { $0.change == .kept } }

  /// The changed lines with up to so many unchanged ones around each.
  package func text(context: Int = 3) -> String {
    let changed = lines.indices.filter { lines[$0].change != .kept }
    var shown: [String] = []
    var last: Int?
    for index in lines.indices where changed.contains(where: { abs($0 - index) <= context }) {
      if let last, index > last + 1 { shown.append("…") }
      last = index
      shown.append(lines[index].change.rawValue + " " + lines[index].text)
    }
    return shown.joined(separator: "\n") + (shown.isEmpty ? "" : "\n")
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

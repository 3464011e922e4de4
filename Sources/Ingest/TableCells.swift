import CSVBytes
import JSONBytes

/// Cells of a table as values of JSON: what looks like a number, a truth value, or JSON itself is one; an empty
/// cell is null, and all else a string.
struct TableCells {
  private let parser = JSONParser()

  /// The text of a field, with doubled quotes made single.
  static func text(of field: CSVRows.Field, in bytes: [UInt8]) -> [UInt8] {
    guard field.hasQuotes else { return Array(bytes[field.range]) }
    var text: [UInt8] = []
    text.reserveCapacity(field.range.count)
    var place = field.range.lowerBound
    while place < field.range.upperBound {
      text.append(bytes[place])
      place += bytes[place] == UInt8(ascii: "\"") ? 2 : 1
    }
    return text
  }

  /// Appends a row as a line with an object; cells beyond the columns have the names `column 8` and so on.
  func appendObject(columns: [[UInt8]], _ cells: [[UInt8]], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for place in 0..<max(columns.count, cells.count) {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      Self.appendString(
        place < columns.count ? columns[place] : Array("column \(place + 1)".utf8), to: &output)
      output.append(UInt8(ascii: ":"))
      appendValue(place < cells.count ? cells[place] : [], to: &output)
    }
    output.append(contentsOf: "}\n".utf8)
  }

  private func appendValue(_ cell: [UInt8], to output: inout [UInt8]) {
    guard let first = cell.first else { return output.append(contentsOf: "null".utf8) }
    let mayBeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
    if mayBeJSON, let document = try? parser.parse(cell) {
      document.appendText(of: document.root, to: &output)
    } else if Self.isPlain(cell) {
      output.append(contentsOf: cell)
    } else {
      Self.appendString(cell, to: &output)
    }
  }

  /// Whether a cell is a number or a truth value; more digits than a number holds are an id.
  private static func isPlain(_ cell: [UInt8]) -> Bool {
    if cell.count <= 5, ["true", "false", "null"].contains(where: { cell.elementsEqual($0.utf8) }) {
      return true
    }
    let digits = cell.first == UInt8(ascii: "-") ? cell.dropFirst() : cell[...]
    guard (1...15).contains(digits.count), let first = digits.first, first.isDigit,
      let last = digits.last, last.isDigit
    else { return false }
    let dot = digits.firstIndex(of: UInt8(ascii: "."))
    let whole = digits[..<(dot ?? digits.endIndex)]
    return digits.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
      && digits.count { $0 == UInt8(ascii: ".") } <= 1
      && (whole.count == 1 || first != UInt8(ascii: "0"))
  }

  private static func appendString(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        output.append(contentsOf: "\\u00".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

import Foundation

/// Reads the figures that a script of this folder has written.
func figures<Table: Decodable>(_: Table.Type, in name: String, file: String = #filePath) throws -> Table {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  return try JSONDecoder().decode(Table.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
}

/// Whether two figures agree to a share of their size, and near 0 to that share of 1.
func agree(_ figure: Double?, _ reference: Double, tolerance: Double) -> Bool {
  guard let figure else { return false }
  return abs(figure - reference) <= tolerance * max(1, abs(reference))
}

/// Whether two figures agree to a share of their size, however small they are.
func agreeInDigits(_ figure: Double?, _ reference: Double, tolerance: Double) -> Bool {
  guard let figure else { return false }
  return abs(figure - reference) <= tolerance * abs(reference)
}

import ArgumentParser
import Traces

/// The option that names a map of a vendor's own format.
struct MapOption: ParsableArguments {
  @Option(
    name: .customLong("map"),
    help: "A file that says where the parts of a trace stand in records of a format of your own.")
  var path: String?

  /// The map; `nil` if none was named.
  ///
  /// - Throws: What is wrong with the file, in words.
  func map() throws -> TraceMap? {
    guard let path else { return nil }
    do throws(MapFile.Problem) {
      return try MapFile(path: path).map()
    } catch {
      throw ValidationError("\(path): \(error.words)")
    }
  }
}

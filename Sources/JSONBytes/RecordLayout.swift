/// How the records of a file lie in it.
package enum RecordLayout: Sendable, Hashable {
  /// One record a line.
  case lines

  /// JSON values over any number of lines: records one after another, or the elements of an array.
  case values
}

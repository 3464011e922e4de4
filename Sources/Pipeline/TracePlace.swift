package import JSONBytes

/// Where a record stands.
package struct RecordPlace: Sendable, Hashable {
  /// The place of the file in the list of files.
  package let fileIndex: Int
  package let record: RecordRange

  /// The place among the records that one value packs; 0 for a record of its own.
  package let element: Int

  package init(fileIndex: Int, record: RecordRange, element: Int = 0) {
    self.fileIndex = fileIndex
    self.record = record
    self.element = element
  }

  /// Whether it stands before another in the order of the files.
  func precedes(_ other: RecordPlace) -> Bool {
    (fileIndex, record.offset, element) < (other.fileIndex, other.record.offset, other.element)
  }
}

/// Where the records of a trace stand.
package struct TracePlace: Sendable, Hashable {
  /// The first record; of most formats the only one.
  package let first: RecordPlace

  /// The other records of a trace that is joined from several, in the order of the files.
  package let others: [RecordPlace]

  init(_ first: RecordPlace, others: [RecordPlace] = []) {
    self.first = first
    self.others = others
  }

  package var fileIndex: Int { first.fileIndex }
  package var record: RecordRange { first.record }

  /// All records, in the order of the files.
  package var records: [RecordPlace] { [first] + others }
}

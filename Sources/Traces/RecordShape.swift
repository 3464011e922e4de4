package import JSONBytes

/// Which known fields a record has at its top, and of what sort their values are; found in one pass.
package struct RecordShape: Sendable, Hashable {
  private(set) var arrays: UInt128 = 0
  private(set) var objects: UInt128 = 0
  private(set) var strings: UInt128 = 0
  private(set) var others: UInt128 = 0

  package init(_ document: JSONDocument) {
    let table = KnownField.table
    var (arrays, objects, strings, others): (UInt128, UInt128, UInt128, UInt128) = (0, 0, 0, 0)
    document.forEachField(of: document.root) { key, value in
      let place = document.value(ofName: key, in: table)
      guard place > 0 else { return }
      let bit: UInt128 = 1 << UInt128(place - 1)
      switch document.kind(value) {
      case .array: arrays |= bit
      case .object: objects |= bit
      case .string: strings |= bit
      case .number, .true, .false, .null: others |= bit
      }
    }
    (self.arrays, self.objects, self.strings, self.others) = (arrays, objects, strings, others)
  }

  /// The shape of records of which only the names of the fields are known; their values may be anything.
  init(fields: [String]) {
    let names = Set(fields.map { $0.lowercased() })
    let fields = KnownField.allCases.filter { names.contains($0.rawValue.lowercased()) }
    arrays = fields.reduce(0) { $0 | 1 << UInt128($1.index) }
    (objects, strings, others) = (arrays, arrays, arrays)
  }

  var all: UInt128 { arrays | objects | strings | others }
}

/// A set of fields that together tell a format.
package struct FormatSign: Sendable, Hashable {
  /// The fields, each with the sort of value that it must have.
  package let words: [String]

  /// What is compared with the shape of a record.
  let mark: Mark

  /// Which fields must be there, those of each sort and those of any.
  struct Mark: Sendable, Hashable {
    let fields: UInt128
    let arrays: UInt128
    let objects: UInt128
    let strings: UInt128

    @inline(__always) func fits(_ shape: RecordShape) -> Bool {
      shape.arrays & arrays == arrays && shape.objects & objects == objects
        && shape.strings & strings == strings && shape.all & fields == fields
    }

    /// Those of its fields that a record has.
    func shared(with shape: RecordShape) -> UInt128 {
      shape.arrays & arrays | shape.objects & objects | shape.strings & strings | shape.all & fields
    }
  }

  init(
    _ fields: [KnownField] = [], arrays: [KnownField] = [], objects: [KnownField] = [],
    strings: [KnownField] = []
  ) {
    words =
      arrays.map { "`\($0.rawValue)` is an array" } + objects.map { "`\($0.rawValue)` is an object" }
      + strings.map { "`\($0.rawValue)` is a string" } + fields.map { "`\($0.rawValue)` is there" }
    mark = Mark(
      fields: Self.mask(fields), arrays: Self.mask(arrays), objects: Self.mask(objects),
      strings: Self.mask(strings))
  }

  private static func mask(_ fields: [KnownField]) -> UInt128 {
    fields.reduce(0) { $0 | 1 << UInt128($1.index) }
  }

  func fits(_ shape: RecordShape) -> Bool { mark.fits(shape) }

  /// How many of its fields a record has, and how many there are.
  func match(with shape: RecordShape) -> (found: Int, of: Int) {
    (mark.shared(with: shape).nonzeroBitCount, words.count)
  }

  /// Whether a record has one of its fields that hardly anything but traces has.
  func shares(withTelling shape: RecordShape) -> Bool {
    mark.shared(with: shape) & ~Self.common != 0
  }

  /// Fields that records of all kinds have: one of them tells nothing.
  private static let common = mask([
    .id, .name, .type, .value, .key, .level, .data, .items, .timestamp, .info, .status, .files, .tasks,
    .stats, .source, .error, .subject, .content, .summary, .operation, .payload, .message, .environment,
    .release, .log, .events, .task, .stepNumber, .request, .response, .result, .object, .question, .input,
    .output, .target, .score, .eval, .startTime, .startTimeSnake,
  ])
}

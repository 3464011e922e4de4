/// Masks the part of a message that says what happened: its head, without the header of a log line.
struct TemplateMask {
  let header: LineHeader?
  private let scanner = MaskScanner()

  init(header: LineHeader?) {
    self.header = header
  }

  func masked(head: [UInt8]) -> [UInt8] {
    guard let header else { return scanner.masked(head.span) }
    return scanner.masked(Array(head[header.end(in: head.span)...]).span)
  }
}

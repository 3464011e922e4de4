import JSONBytes
import Testing

private func look(_ bytes: [UInt8]) -> FirstLook {
  PaddedBytes(bytes).withBytes { FirstLook(at: $0) }
}

private func look(_ text: String) -> FirstLook { look(Array(text.utf8)) }

@Test func `the layout is found from content`() {
  #expect(look("{\"a\":1}\n{\"b\":2}\n") == .records(.lines, offset: 0))
  #expect(look("{\"a\":1}") == .records(.lines, offset: 0))
  #expect(look("{\"a\":1}{\"b\":2}") == .records(.values, offset: 0))
  #expect(look("[{\"a\":1}]\n") == .records(.values, offset: 0))
  #expect(look("[\n{\"a\":1}\n]\n") == .records(.values, offset: 0))
  #expect(look("[1]\n[2]\n") == .records(.lines, offset: 0))
  #expect(look("{\n  \"a\": 1\n}\n") == .records(.values, offset: 0))
  #expect(look([0xEF, 0xBB, 0xBF] + Array("[{}]".utf8)) == .records(.values, offset: 3))
}

@Test func `a cut-off first line does not make a file of lines something else`() {
  #expect(look("{\"a\":\"x\n{\"b\":2}\n{\"c\":3}\n") == .records(.lines, offset: 0))
  #expect(look("\"x\"}\n{\"b\":2}\n{\"c\":3}\n") == .records(.lines, offset: 0))
}

@Test func `printed objects with short lines are values`() {
  let text = "{\n  \"messages\": [\n    {\"role\": \"user\"},\n    {\"role\": \"tool\"}\n  ]\n}\n"
  #expect(look(text) == .records(.values, offset: 0))
}

@Test func `a file without text says so`() {
  #expect(look([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00]) == .nothing(.binary))
  #expect(look("# Notes\n\nNo traces here.\n") == .nothing(.noJSON))
  #expect(look([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]) == .nothing(.utf16))
  #expect(look([0x7B, 0x00, 0x22, 0x00]) == .nothing(.utf16))
  #expect(look([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0]) == .nothing(.utf32))
  #expect(look([0x7B, 0, 0, 0, 0x7D, 0, 0, 0]) == .nothing(.utf32))
  #expect(look([0, 0, 0, 0x7B]) == .nothing(.utf32))
}

@Test func `an empty file holds no records and is no problem`() {
  #expect(look("") == .records(.lines, offset: 0))
  #expect(look(" \n\n") == .records(.lines, offset: 0))
}

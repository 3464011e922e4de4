/// Texts of strangers as JSON strings that a model can be shown.
enum DisarmedText {
  /// Appends a text of others as a JSON string that a model reads as text and nothing else.
  ///
  /// Beyond what JSON asks for, escapes break up the marks by which chat templates tell who speaks, such as
  /// `<|im_start|>` or `[INST]`, and show characters that cannot be seen, in which instructions can be hidden. A parser
  /// gives back the very text, but no tokeniser sees a mark in it.
  static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    let bytes = Array(text.utf8)
    var place = 0
    for scalar in text.unicodeScalars {
      let count = UTF8.width(scalar)
      defer { place += count }
      if isUnseen(scalar) {
        for unit in String(scalar).utf16 { writeEscape(unit, to: &output) }
      } else if beginsMark(bytes, at: place) {
        writeEscape(UInt16(bytes[place]), to: &output)
      } else {
        for byte in bytes[place..<place + count] { writeByte(byte, to: &output) }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func writeByte(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): output += "\\n".utf8
    case UInt8(ascii: "\t"): output += "\\t".utf8
    case 0..<0x20: writeEscape(UInt16(byte), to: &output)
    default: output.append(byte)
    }
  }

  private static func writeEscape(_ unit: UInt16, to output: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    output += "\\u".utf8
    output += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
    output += digits.utf8
  }

  /// Whether a mark of a chat template, or of a fence, begins at a byte.
  private static func beginsMark(_ bytes: [UInt8], at place: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: "<") || bytes[place] == UInt8(ascii: "[") else { return false }
    let rest = bytes[(place + 1)...].prefix(longestMark)
    let marks = bytes[place] == UInt8(ascii: "<") ? angledMarks : squareMarks
    return marks.contains { rest.starts(with: $0) }
  }

  /// What follows `<` in the marks of the chat templates of ChatML, Llama, Gemma, Phi, DeepSeek and Mistral, in the
  /// tags of reasoning, and in a fence.
  private static let angledMarks: [[UInt8]] = [
    "|", "｜", "<", "s>", "/s>", "bos>", "eos>", "pad>", "unk>", "start_of_turn>", "end_of_turn>", "think>",
    "/think>", "thinking>", "/thinking>", "reasoning>", "/reasoning>",
  ].map { Array($0.utf8) }

  private static let squareMarks: [[UInt8]] = [
    "INST]", "/INST]", "SYSTEM_PROMPT]", "/SYSTEM_PROMPT]", "AVAILABLE_TOOLS]", "/AVAILABLE_TOOLS]",
    "TOOL_CALLS]", "TOOL_RESULTS]", "/TOOL_RESULTS]",
  ].map { Array($0.utf8) }

  private static let longestMark = 17

  /// Controls beyond ASCII, marks of direction and width, and the tag characters.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}

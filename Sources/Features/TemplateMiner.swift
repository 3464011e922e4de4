/// Finds the templates of messages: masks first, then the positions that vary among messages of one shape.
///
/// The idea is Drain's (messages of one length and one beginning, compared word by word), but on all messages
/// at once: the distinct masked messages are split by the positions whose words tell kinds apart and merged
/// where a position only names things, so the result does not depend on the order of the messages.
///
/// Source: P. He, J. Zhu, Z. Zheng and M. R. Lyu 2017, doi:10.1109/ICWS.2017.13.
package struct TemplateMiner: Sendable, Hashable {
  /// The least share of words that the messages of one template have in common, from 0 to 1.
  package let similarity: Double

  /// The most different words at a position that can tell kinds of messages apart.
  package let keywordLimit: Int

  /// Whether messages that one statement of a program writes are one template, whatever reason or state it fills in.
  ///
  /// Of errors the reason says what failed, so it tells templates apart; of lines of a log it is a value.
  package let joinsStatements: Bool

  package init(similarity: Double = 0.5, keywordLimit: Int = 6, joinsStatements: Bool = false) {
    self.similarity = similarity
    self.keywordLimit = keywordLimit
    self.joinsStatements = joinsStatements
  }

  /// A message, and how often it came.
  package struct Message: Sendable, Hashable {
    package let bytes: [UInt8]
    package let count: Int

    package init(bytes: [UInt8], count: Int = 1) {
      self.bytes = bytes
      self.count = count
    }
  }

  /// Returns the templates of messages; the order of the messages changes nothing but the assignments' order.
  package func mine(messages: [Message]) -> Templates {
    let table = TemplateTable(messages: messages)
    var groups = TemplateSplitter(miner: self, table: table).groups()
    groups = TemplateMerger(miner: self, table: table).merged(groups)
    if joinsStatements { groups = StatementMerger(table: table).merged(groups) }
    return table.templates(of: groups)
  }
}

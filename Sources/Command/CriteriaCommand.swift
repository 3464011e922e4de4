import ArgumentParser
import History
import Labels
import Queues
import Reports
import Store

/// The questions that are asked of traces.
struct CriteriaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "criteria",
    abstract: "Shows the criteria of a workspace, and drafts new ones from signatures.",
    discussion: """
      A criterion is a file, criteria/NAME.yaml; each change of it is a new version.

      Example:
        faultline criteria new refund-rule --from SIG-4F2A
        faultline criteria list
      """,
    subcommands: [CriteriaList.self, CriteriaNew.self], defaultSubcommand: CriteriaList.self)
}

/// All criteria.
struct CriteriaList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the criteria with their versions (the default).")

  @OptionGroup var place: WorkspaceOption

  func run() throws {
    var table = MarkdownTable(columns: [
      (title: "Criterion", alignment: .left), (title: "Version", alignment: .left),
      (title: "Labels", alignment: .left), (title: "Question", alignment: .left),
    ])
    for criterion in try place.find().criteria() {
      table.append([
        criterion.name, criterion.version, criterion.scale.labels.joined(separator: ", "), criterion.question,
      ])
    }
    print(table.markdown, terminator: "")
  }
}

/// A new criterion.
struct CriteriaNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Drafts a criterion from a signature, for an expert to finish.")

  @Argument(help: "What it is called: small letters, digits, - and _.")
  var name: String

  @Option(name: .customLong("from"), help: "The signature, such as SIG-4F2A.")
  var signature: String

  @OptionGroup var place: WorkspaceOption

  func validate() throws {
    guard Criterion.isName(name) else {
      throw ValidationError("A name is of small letters, digits, - and _, and not severity or rationale.")
    }
  }

  func run() throws {
    let workspace = try place.find()
    let memory = try workspace.memory()
    guard let entry = try memory.chronicle().entry(signature) else {
      throw StoreError.unknownSignature(id: signature)
    }
    let items = try memory.queueItems().filter { $0.signatureID == signature }
    let labels = try memory.labels().map(\.label)
    let draft = CriterionDraft(
      name: name, signatureID: signature, signatureName: entry.name, note: entry.remarks.note, items: items,
      labels: labels)
    print(try workspace.add(draft.criterion))
  }
}

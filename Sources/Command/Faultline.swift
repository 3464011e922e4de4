import ArgumentParser

/// The tool and its subcommands.
@main struct Faultline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faultline",
    abstract: "Finds the ways in which an LLM agent fails, in the traces that it left.",
    discussion: """
      Example:
        faultline demo
        faultline mine traces/ --out Reports/week-07
      """,
    version: Version.number,
    subcommands: [Mine.self, Demo.self, Align.self, Calibrate.self])
}

/// The version that reports and manifests name.
enum Version {
  static let number = "0.1.0"
}

internal import Yams

/// The settings of a workspace, as `faultline.yaml` has them; what is not named has its default.
package struct WorkspaceSettings: Sendable, Hashable {
  /// `failures` or `all`.
  package private(set) var only: String?
  package private(set) var outcomeField: String?
  package private(set) var signatureCount: Int?
  package private(set) var minimumSupport: Int?
  package private(set) var seed: UInt64?
  package private(set) var redacts: Bool?
  package private(set) var identityThreshold: Double?
  package private(set) var falseDiscoveryRate: Double?
  package private(set) var baselineWeekCount: Int?

  /// The models that judges may ask, in the order of the file.
  package internal(set) var endpoints: [Endpoint] = []

  package init() {}

  /// Reads settings.
  ///
  /// - Throws: `StoreError.settings` for text that is no YAML, for a name that is no setting and for a value that
  ///   a setting cannot have.
  package init(yaml: String, path: String) throws(StoreError) {
    let root: Node?
    do {
      root = try YAMLText(text: yaml).root()
    } catch {
      throw .settings(path: path, line: error.line, detail: "it is no YAML: \(error.reason)")
    }
    guard let root, root != Node("") else { return }
    guard let sections = root.mapping else {
      throw .settings(path: path, line: root.mark?.line, detail: "it has to begin with mine: or history:")
    }
    for (key, value) in sections {
      let name = key.string ?? ""
      if name == "endpoints" {
        try readEndpoints(value, path: path)
        continue
      }
      guard let readers = Self.readers[name] else {
        throw .settings(path: path, line: key.mark?.line, detail: "\(name): there is no such part")
      }
      // A part of which every line is commented out has no value.
      guard let settings = value.mapping else {
        guard value.null != nil else {
          throw .settings(path: path, line: value.mark?.line, detail: "\(name) has to hold settings")
        }
        continue
      }
      for (key, value) in settings {
        let setting = key.string ?? ""
        guard let reader = readers[setting] else {
          throw .settings(
            path: path, line: key.mark?.line, detail: "\(name): \(setting): there is no such setting")
        }
        guard value.null != nil || reader(&self, value) else {
          throw .settings(
            path: path, line: value.mark?.line,
            detail: "\(name): \(setting): \(value.string ?? "this") is no value for it")
        }
      }
    }
  }

  /// How each setting is taken over; `false` where the value is none for it.
  private typealias Reader = @Sendable (inout WorkspaceSettings, Node) -> Bool

  private static let readers: [String: [String: Reader]] = [
    "mine": [
      "only": { settings, node in
        settings.only = node.string
        return ["failures", "all"].contains(node.string)
      },
      "outcome-field": { settings, node in
        settings.outcomeField = node.string
        return node.string?.isEmpty == false
      },
      "signatures": { settings, node in
        settings.signatureCount = node.int
        return node.int.map { $0 > 0 } ?? false
      },
      "min-support": { settings, node in
        settings.minimumSupport = node.int
        return node.int.map { $0 > 0 } ?? false
      },
      "seed": { settings, node in
        settings.seed = node.string.flatMap { UInt64($0) }
        return settings.seed != nil
      },
      "redact": { settings, node in
        settings.redacts = node.bool
        return node.bool != nil
      },
    ],
    "history": [
      "identity-threshold": { settings, node in
        settings.identityThreshold = node.float
        return node.float.map { (0...1).contains($0) } ?? false
      },
      "false-discovery-rate": { settings, node in
        settings.falseDiscoveryRate = node.float
        return node.float.map { $0 > 0 && $0 < 1 } ?? false
      },
      "baseline-weeks": { settings, node in
        settings.baselineWeekCount = node.int
        return node.int.map { $0 > 0 } ?? false
      },
    ],
  ]

  /// The text of a new settings file: every setting, commented, with its default.
  package static let template = ownTemplate + endpointTemplate

  private static let ownTemplate = """
    # Settings of a Faultline workspace. Every line may be left out; the values here are the defaults.
    # What is said on the command line goes before what is said here.

    mine:
      # Which traces are mined: failures (all, where no outcome is known) or all.
      only: failures

      # Where the outcome stands in a record. Left out: where the format has it.
      # outcome-field: metadata.resolved

      # The number of signatures. Left out: chosen by the data.
      # signatures: 40

      # The fewest traces that make a signature. Left out: 4, or 3 of fewer than 400 traces.
      # min-support: 4

      # The seed of all random choices. The same seed and the same traces give the same report.
      seed: 1

      # Whether personal data (addresses, numbers, keys) is masked in all that is written.
      redact: true

    history:
      # How alike, from 0 to 1, a signature must be to a known one to be the same.
      identity-threshold: 0.4

      # The share of the changes told that may be chance.
      false-discovery-rate: 0.05

      # How many weeks a week is compared with at most, counted from the signature's last change.
      baseline-weeks: 8

    """
}

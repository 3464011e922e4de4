import Testing

@testable import Store

private func reason(_ yaml: String) -> String? {
  do throws(StoreError) {
    _ = try WorkspaceSettings(yaml: yaml, path: "faultline.yaml")
    return nil
  } catch {
    return error.reason
  }
}

@Test func `a new settings file says what the defaults are`() throws {
  let settings = try WorkspaceSettings(yaml: WorkspaceSettings.template, path: "")
  #expect(settings.only == "failures" && settings.seed == 1 && settings.redacts == true)
  #expect(settings.identityThreshold == 0.4 && settings.falseDiscoveryRate == 0.05)
  #expect(settings.baselineWeekCount == 8)
  #expect(settings.signatureCount == nil && settings.outcomeField == nil && settings.minimumSupport == nil)
}

@Test func `every setting is in the new file`() {
  for name in [
    "only", "outcome-field", "signatures", "min-support", "seed", "redact", "identity-threshold",
    "false-discovery-rate", "baseline-weeks",
  ] {
    #expect(
      WorkspaceSettings.template.contains("\n  # \(name): ")
        || WorkspaceSettings.template.contains("\n  \(name): "))
  }
}

@Test func `commented lines can be brought in`() throws {
  let yaml = WorkspaceSettings.template.replacing("  # signatures:", with: "  signatures:")
    .replacing("  # outcome-field:", with: "  outcome-field:").replacing(
      "  # min-support:", with: "  min-support:")
  let settings = try WorkspaceSettings(yaml: yaml, path: "")
  #expect(settings.signatureCount == 40 && settings.minimumSupport == 4)
  #expect(settings.outcomeField == "metadata.resolved")
}

@Test(arguments: ["", "mine:\n", "mine:\n  # seed: 2\nhistory:\n", "# nothing\n"])
func `an empty file means the defaults`(yaml: String) throws {
  #expect(try WorkspaceSettings(yaml: yaml, path: "") == WorkspaceSettings())
}

@Test func `what is no setting or no value is told with its line`() {
  #expect(reason("mine:\n  sede: 3\n") == "line 2: mine: sede: there is no such setting")
  #expect(reason("mine:\n  seed: 3\nminne:\n  seed: 4\n") == "line 3: minne: there is no such part")
  #expect(reason("mine:\n  signatures: -1\n") == "line 2: mine: signatures: -1 is no value for it")
  #expect(reason("mine:\n  only: some\n") == "line 2: mine: only: some is no value for it")
  #expect(reason("history:\n  false-discovery-rate: 1.5\n")?.contains("is no value") == true)
  #expect(reason("- a\n- b\n")?.contains("mine:") == true)
  #expect(reason("mine: [\n")?.contains("no YAML") == true)
  #expect(
    reason("mine:\n  seed: 3\n  only: all\n  seed: 4\n")
      == "line 4: it is no YAML: seed stands there in line 2 already")
}

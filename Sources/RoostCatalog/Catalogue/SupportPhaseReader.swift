import RoostModel

/// Reads `support`: lines of versions and what their makers still do for them.
enum SupportPhaseReader {
  static func read(_ reader: ObjectReader, of entry: CatalogueEntry) throws(DocumentFault) -> [SupportPhase] {
    var phases: [SupportPhase] = []
    for rule in try reader.objects("support", knownKeys: ["versions", "phase", "until"]) {
      guard let versions = try rule.versionText("versions") else { throw rule.fault("versions", "is missing") }
      guard let phase = try rule.choice("phase", SupportPhase.Phase.self) else { throw rule.fault("phase", "is missing") }
      if !rule.isShipped { try check(versions, of: entry, in: rule) }
      phases.append(SupportPhase(versions: versions, phase: phase, until: try day(rule)))
    }
    return phases
  }

  private static func check(_ versions: String, of entry: CatalogueEntry, in rule: ObjectReader) throws(DocumentFault) {
    do throws(SelectorFault) {
      _ = try VersionSelector(versions, scheme: entry.scheme)
    } catch { throw rule.fault("versions", "'\(versions.prefix(40))': \(error.message)") }
  }

  private static func day(_ rule: ObjectReader) throws(DocumentFault) -> String? {
    guard let text = try rule.text("until") else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy(ASCII.isDigit) ? Int($0) : nil }
    guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else {
      throw rule.fault("until", "'\(text.prefix(20))' is no day: write 2028-04-30")
    }
    return text
  }
}

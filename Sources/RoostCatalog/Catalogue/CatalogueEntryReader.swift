import RoostModel

/// Reads one runtime from its YAML document, and refuses whatever the installer could not rely on.
struct CatalogueEntryReader {
  static let schema = "roost.runtime/1"
  private static let keys = [
    "schema", "id", "title", "aliases", "kind", "provides", "capabilities", "scheme", "channels", "default", "requires",
    "source", "sources", "host", "conflicts", "support", "setup", "users", "estimate", "env", "detect", "verify",
  ]

  private let reader: ObjectReader

  static func read(_ document: DocumentNode, file: String, isShipped: Bool) throws(DocumentFault) -> CatalogueEntry {
    let reader = try ObjectReader(document, file: file, knownKeys: keys, isShipped: isShipped)
    return try CatalogueEntryReader(reader: reader).entry()
  }

  private func entry() throws(DocumentFault) -> CatalogueEntry {
    guard let scheme = try reader.choice("scheme", VersionScheme.self) else { throw reader.fault("scheme", "is missing") }
    var entry = CatalogueEntry(
      id: try reader.identifier("id", reader.requiredText("id")), title: try reader.requiredText("title"), scheme: scheme,
      sources: try RuntimeSourceReader.read(reader))
    try readNames(into: &entry)
    try readVersions(into: &entry)
    try readInstalling(into: &entry)
    return entry
  }

  private func readNames(into entry: inout CatalogueEntry) throws(DocumentFault) {
    entry.kind = try reader.choice("kind", RuntimeKind.self) ?? .language
    entry.aliases = try reader.identifiers("aliases").map(\.text)
    entry.provides = try reader.texts("provides")
    entry.capabilities = try reader.identifiers("capabilities").map(\.text)
    entry.requires = try reader.identifiers("requires")
  }

  private func readVersions(into entry: inout CatalogueEntry) throws(DocumentFault) {
    entry.channels = try channels()
    entry.defaultSelector = try reader.versionText("default") ?? "*"
    if !reader.isShipped { try checkSelectors(of: entry) }
    entry.support = try SupportPhaseReader.read(reader, of: entry)
    entry.versionFiles = try VersionFilesReader.read(reader)
  }

  private func readInstalling(into entry: inout CatalogueEntry) throws(DocumentFault) {
    entry.host = try HostPackagesReader.read(reader)
    entry.conflicts = try ConflictRulesReader.read(reader)
    entry.setup = try SetupStepReader.read(reader)
    entry.users = try SystemUserReader.read(reader)
    entry.variables = try reader.textMap("env")
    entry.estimate = try estimate()
    entry.verify = try VerifyStepReader.steps(reader)
    guard !entry.sources.isEmpty || entry.host != nil else { throw reader.fault("source", "is missing, and so is host") }
    guard !entry.verify.isEmpty else { throw reader.fault("verify", "needs at least one step: nothing else proves the runtime") }
  }

  private func channels() throws(DocumentFault) -> Channels {
    guard let table = reader.value("channels") else { return Channels([:]) }
    guard let members = table.members else { throw reader.fault("channels", "expected a table of keys, found \(table.kind)") }
    var meanings: [String: Channels.Meaning] = [:]
    for member in members {
      let text = try reader.versionText(member.value, "channels.\(member.key)")
      meanings[member.key] = text == "newest" ? .newest : .versions(text)
    }
    return Channels(meanings)
  }

  private func estimate() throws(DocumentFault) -> InstallEstimate {
    guard let estimate = try reader.object("estimate", knownKeys: ["download-mb", "disk-mb", "seconds"]) else {
      throw reader.fault("estimate", "is missing")
    }
    return InstallEstimate(
      download: try megabytes(estimate, "download-mb"), disk: try megabytes(estimate, "disk-mb"),
      seconds: try estimate.number("seconds") ?? 0)
  }

  private func megabytes(_ estimate: ObjectReader, _ key: String) throws(DocumentFault) -> ByteCount {
    let number = try estimate.number(key) ?? 0
    guard (0...1_000_000).contains(number) else { throw estimate.fault(key, "expected megabytes, at most 1000000") }
    return ByteCount(UInt64(number * 1_000_000))
  }

  private func checkSelectors(of entry: CatalogueEntry) throws(DocumentFault) {
    for name in entry.channels.names + [entry.defaultSelector] {
      do throws(SelectorFault) {
        _ = try VersionSelector(name, scheme: entry.scheme, channels: entry.channels)
      } catch {
        throw reader.fault(name == entry.defaultSelector ? "default" : "channels", "'\(name)': \(error.message)")
      }
    }
  }
}

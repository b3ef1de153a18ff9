import RoostModel

/// Reads one runtime from its YAML file, and refuses whatever the installer could not rely on.
struct CatalogueEntryReader {
  private static let schema = "roost.runtime/1"
  private static let keys = [
    "schema", "id", "title", "aliases", "kind", "provides", "scheme", "channels", "default", "requires", "source",
    "estimate", "env", "detect", "verify",
  ]

  private let reader: ObjectReader

  static func read(_ text: String, file: String) throws(DocumentFault) -> CatalogueEntry {
    let document = try YAMLReader.read(text, file: file)
    return try CatalogueEntryReader(reader: ObjectReader(document, file: file, knownKeys: keys)).entry()
  }

  private func entry() throws(DocumentFault) -> CatalogueEntry {
    let schema = try reader.requiredText("schema")
    guard schema == CatalogueEntryReader.schema else {
      throw reader.fault("schema", "this version of Roost reads '\(CatalogueEntryReader.schema)', not '\(schema.prefix(40))'")
    }
    guard let scheme = try reader.choice("scheme", VersionScheme.self) else { throw reader.fault("scheme", "is missing") }
    let source = try RuntimeSourceReader.read(reader)
    var entry = CatalogueEntry(
      id: try identifier("id", reader.requiredText("id")), title: try reader.requiredText("title"), scheme: scheme, source: source
    )
    entry.kind = try reader.choice("kind", RuntimeKind.self) ?? .language
    entry.aliases = try aliases()
    entry.provides = try reader.texts("provides")
    entry.channels = try channels()
    entry.requires = try requires()
    entry.variables = try reader.textMap("env")
    entry.estimate = try estimate()
    entry.versionFiles = try versionFiles()
    entry.verify = try VerifyStepReader.read(reader)
    entry.defaultSelector = try reader.text("default") ?? "*"
    try checkSelectors(of: entry)
    return entry
  }

  private func identifier(_ key: String, _ text: String) throws(DocumentFault) -> RuntimeID {
    guard let id = RuntimeID(text) else {
      throw reader.fault(key, "'\(text.prefix(40))' is not a name: use up to 40 of a-z, 0-9 and '-'")
    }
    return id
  }

  private func aliases() throws(DocumentFault) -> [String] {
    let aliases = try reader.texts("aliases")
    for alias in aliases { _ = try identifier("aliases", alias) }
    return aliases
  }

  private func requires() throws(DocumentFault) -> [RuntimeID] {
    var required: [RuntimeID] = []
    for name in try reader.texts("requires") { required.append(try identifier("requires", name)) }
    return required
  }

  private func channels() throws(DocumentFault) -> Channels {
    Channels(try reader.textMap("channels").mapValues { $0 == "newest" ? .newest : .versions($0) })
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

  private func versionFiles() throws(DocumentFault) -> [VersionFile] {
    var files: [VersionFile] = []
    for rule in try reader.objects("detect", knownKeys: ["file", "form", "key", "prefix"]) {
      guard let form = try rule.choice("form", VersionFile.Form.self) else { throw rule.fault("form", "is missing") }
      let key = try rule.text("key")
      guard form == .line || key != nil else { throw rule.fault("key", "is missing: form '\(form.rawValue)' needs one") }
      files.append(VersionFile(file: try rule.requiredText("file"), form: form, key: key, prefix: try rule.text("prefix")))
    }
    return files
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

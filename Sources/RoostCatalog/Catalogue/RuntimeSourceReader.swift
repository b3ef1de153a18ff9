/// Reads where a runtime's layer comes from: one `source`, or `sources` in the order they are tried.
enum RuntimeSourceReader {
  private static let forms = ["wheel", "debs", "base", "archive", "oci"]
  private static let keys = forms + ["untested"]

  static func read(_ entry: ObjectReader) throws(DocumentFault) -> [SourceOption] {
    let list = try entry.objects("sources", knownKeys: keys)
    guard let one = try entry.object("source", knownKeys: keys) else {
      guard entry.value("sources") == nil || !list.isEmpty else { throw entry.fault("sources", "is empty") }
      var options: [SourceOption] = []
      for source in list { options.append(try option(source, of: entry, key: "sources")) }
      return options
    }
    guard entry.value("sources") == nil else { throw entry.fault("sources", "say either source or sources, not both") }
    return [try option(one, of: entry, key: "source")]
  }

  private static func option(_ reader: ObjectReader, of entry: ObjectReader, key: String) throws(DocumentFault) -> SourceOption {
    let present = forms.filter { reader.value($0) != nil }
    guard let form = present.first, present.count == 1 else {
      throw entry.fault(key, "expected exactly one of \(forms.joined(separator: ", "))")
    }
    return SourceOption(source: try source(form, reader), untested: try reader.flag("untested") ?? false)
  }

  private static func source(_ form: String, _ reader: ObjectReader) throws(DocumentFault) -> RuntimeSource {
    switch form {
    case "wheel":
      .wheel(try wheel(try part(reader, form, ["package", "subtree", "destination", "skip", "links", "version-map"])))
    case "debs": .debs(try debs(try part(reader, form, ["suite", "packages", "version-of"])))
    case "base": .base(try base(try part(reader, form, ["suite", "version", "variant", "include"])))
    case "oci": .oci(try image(try part(reader, form, ["registry", "repository", "tag", "version"])))
    default: .archive(try ArchiveSourceReader.read(try part(reader, form, ArchiveSourceReader.keys)))
    }
  }

  private static func part(_ reader: ObjectReader, _ key: String, _ keys: [String]) throws(DocumentFault) -> ObjectReader {
    guard let part = try reader.object(key, knownKeys: keys) else { throw reader.fault(key, "is missing") }
    return part
  }

  private static func wheel(_ reader: ObjectReader) throws(DocumentFault) -> WheelSource {
    let destination = try reader.requiredInnerPath("destination")
    return WheelSource(
      package: try reader.plainName("package"), subtree: try reader.requiredInnerPath("subtree"), destination: destination,
      skip: try reader.texts("skip"), links: try reader.links("links", in: destination), versionMap: try versionMap(reader))
  }

  private static func versionMap(_ wheel: ObjectReader) throws(DocumentFault) -> WheelVersionMap {
    guard let reader = try wheel.object("version-map", knownKeys: ["take", "drop-suffix"]) else { return WheelVersionMap() }
    let take = try reader.number("take")
    guard take.map({ $0 == $0.rounded() && (1...4).contains($0) }) ?? true else {
      throw reader.fault("take", "expected how many components count, 1 to 4")
    }
    return WheelVersionMap(take: take.map { Int($0) }, dropSuffix: try reader.text("drop-suffix"))
  }

  private static func debs(_ reader: ObjectReader) throws(DocumentFault) -> DebsSource {
    let packages = try reader.plainNames("packages")
    guard !packages.isEmpty else { throw reader.fault("packages", "is empty") }
    return DebsSource(
      suite: try reader.plainName("suite"), packages: packages, versionOf: try reader.plainName("version-of"))
  }

  private static func base(_ reader: ObjectReader) throws(DocumentFault) -> BaseSource {
    _ = try reader.versionText("version")
    return BaseSource(
      suite: try reader.plainName("suite"), version: try reader.plainName("version"), variant: try reader.plainName("variant"),
      include: try reader.plainNames("include"))
  }

  private static func image(_ reader: ObjectReader) throws(DocumentFault) -> OCISource {
    guard let version = try reader.versionText("version") else { throw reader.fault("version", "is missing") }
    let tag = try reader.requiredText("tag")
    _ = try reader.checkedName(tag.replacing("{version}", with: version), "tag", also: "-.")
    return OCISource(
      registry: try reader.checkedName(try reader.requiredText("registry"), "registry", also: "-.:"),
      repository: try reader.checkedName(try reader.requiredText("repository"), "repository", also: "-./"),
      tag: tag, version: try reader.checkedName(version, "version", also: "-.+~"))
  }
}

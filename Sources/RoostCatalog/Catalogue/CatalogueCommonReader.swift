import RoostModel

/// Reads a file with `schema: roost.catalogue/1`: the serial and profiles.
enum CatalogueCommonReader {
  static let schema = "roost.catalogue/1"

  static func read(_ document: DocumentNode, file: String) throws(DocumentFault) -> CatalogueCommon {
    let reader = try ObjectReader(document, file: file, knownKeys: ["schema", "serial", "profiles"])
    var profiles: [Profile] = []
    for profile in try reader.objects("profiles", knownKeys: ["name", "title", "runtimes", "default"]) {
      let read = try self.profile(profile)
      guard !profiles.contains(where: { $0.name == read.name }) else {
        throw profile.fault("name", "there are two profiles named '\(read.name)'")
      }
      profiles.append(read)
    }
    return CatalogueCommon(serial: try serial(reader), profiles: profiles)
  }

  private static func profile(_ reader: ObjectReader) throws(DocumentFault) -> Profile {
    let name = try reader.identifier("name", reader.requiredText("name")).text
    let specifiers = try reader.texts("runtimes")
    guard !specifiers.isEmpty else { throw reader.fault("runtimes", "is empty") }
    return Profile(
      name: name, title: try reader.text("title") ?? name, specifiers: specifiers,
      isDefault: try reader.flag("default") ?? false)
  }

  private static func serial(_ reader: ObjectReader) throws(DocumentFault) -> UInt64? {
    guard let text = try reader.text("serial") else { return nil }
    guard let serial = UInt64(text), text.count == 10 else {
      throw reader.fault("serial", "expected a day and a number of that day, 2026112101; found '\(text.prefix(20))'")
    }
    return serial
  }
}

/// Reads an `archive`: a file on its maker's server, with where its versions and checksums are stated.
enum ArchiveSourceReader {
  static let keys = [
    "url", "form", "architectures", "versions", "checksum", "signature", "strip", "subtree", "destination", "skip", "links",
    "mirror",
  ]
  private static let placeholders = ["version", "arch", "os"]

  static func read(_ reader: ObjectReader) throws(DocumentFault) -> ArchiveSource {
    guard let form = try reader.choice("form", ArchiveSource.Form.self) else { throw reader.fault("form", "is missing") }
    let destination = try reader.requiredInnerPath("destination")
    return ArchiveSource(
      url: try address(reader, "url", known: placeholders), form: form, architectures: try architectures(reader),
      versions: try versions(reader), checksum: try checksum(reader), signature: try signature(reader),
      strip: try strip(reader), subtree: try reader.innerPath("subtree"), destination: destination,
      skip: try reader.texts("skip"), links: try reader.links("links", in: destination), mirrorVariable: try mirror(reader))
  }

  private static func address(
    _ reader: ObjectReader, _ key: String, known: [String], leading: [String] = []
  ) throws(DocumentFault) -> String {
    let text = try reader.requiredText(key)
    if let fault = AddressTemplate.fault(text, known: known, leading: leading) { throw reader.fault(key, fault) }
    return text
  }

  private static func architectures(_ reader: ObjectReader) throws(DocumentFault) -> [String: String] {
    let map = try reader.textMap("architectures")
    guard !map.isEmpty else { throw reader.fault("architectures", "is missing: name x86_64, aarch64 or both") }
    for (machine, name) in map {
      guard ["x86_64", "aarch64"].contains(machine) else {
        throw reader.fault("architectures", "'\(machine.prefix(20))' is none of x86_64, aarch64")
      }
      _ = try reader.checkedName(name, "architectures", also: "-.")
    }
    return map
  }

  private static func versions(_ reader: ObjectReader) throws(DocumentFault) -> VersionListing {
    guard let list = try reader.object("versions", knownKeys: ["url", "form", "key", "pattern"]) else {
      throw reader.fault("versions", "is missing")
    }
    guard let form = try list.choice("form", VersionListing.Form.self) else { throw list.fault("form", "is missing") }
    let key = try list.text("key")
    let pattern = try list.pattern("pattern", capturing: true)
    guard form == .text || key != nil else { throw list.fault("key", "is missing: form 'json' needs one") }
    guard form == .json || pattern != nil else { throw list.fault("pattern", "is missing: form 'text' needs one") }
    return VersionListing(url: try address(list, "url", known: ["arch", "os"]), form: form, key: key, pattern: pattern)
  }

  private static func checksum(_ reader: ObjectReader) throws(DocumentFault) -> Checksum {
    guard let checksum = try reader.object("checksum", knownKeys: ["url", "form", "key"]) else {
      throw reader.fault("checksum", "is missing: what cannot be checked is not installed")
    }
    guard let form = try checksum.choice("form", Checksum.Form.self) else { throw checksum.fault("form", "is missing") }
    let key = form == .pattern ? try checksum.pattern("key", capturing: true) : try checksum.text("key")
    guard ![.json, .pattern].contains(form) || key != nil else {
      throw checksum.fault("key", "is missing: form '\(form.rawValue)' needs one")
    }
    let url = try address(checksum, "url", known: placeholders + ["file"], leading: ["url"])
    return Checksum(url: url, form: form, key: key)
  }

  private static func signature(_ reader: ObjectReader) throws(DocumentFault) -> Signature? {
    guard let signature = try reader.object("signature", knownKeys: ["url", "keyring"]) else { return nil }
    let url = try address(signature, "url", known: placeholders + ["file"], leading: ["checksums", "url"])
    return Signature(url: url, keyring: try signature.plainName("keyring"))
  }

  private static func strip(_ reader: ObjectReader) throws(DocumentFault) -> Int {
    let strip = try reader.number("strip") ?? 0
    guard strip == strip.rounded(), (0...8).contains(strip) else {
      throw reader.fault("strip", "expected how many leading directories are dropped, 0 to 8")
    }
    return Int(strip)
  }

  private static func mirror(_ reader: ObjectReader) throws(DocumentFault) -> String? {
    guard let name = try reader.text("mirror") else { return nil }
    let fits = name.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_") }
    guard fits, name.hasPrefix("ROOST_"), name.hasSuffix("_MIRROR") else {
      throw reader.fault("mirror", "'\(name.prefix(40))' is no ROOST_..._MIRROR")
    }
    return name
  }
}

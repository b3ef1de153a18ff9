/// Reads the `source` of a runtime: exactly one of `wheel`, `debs`, `base`.
enum RuntimeSourceReader {
  static func read(_ entry: ObjectReader) throws(DocumentFault) -> RuntimeSource {
    guard let source = try entry.object("source", knownKeys: ["wheel", "debs", "base"]) else {
      throw entry.fault("source", "is missing")
    }
    let wheel = try source.object("wheel", knownKeys: ["package", "subtree", "destination", "skip", "links"])
    let debs = try source.object("debs", knownKeys: ["suite", "packages", "version-of"])
    let base = try source.object("base", knownKeys: ["suite", "version", "variant", "include"])
    switch (wheel, debs, base) {
    case (let wheel?, nil, nil): return .wheel(try self.wheel(wheel))
    case (nil, let debs?, nil): return .debs(try self.debs(debs))
    case (nil, nil, let base?): return .base(try self.base(base))
    default: throw entry.fault("source", "expected exactly one of wheel, debs, base")
    }
  }

  private static func wheel(_ reader: ObjectReader) throws(DocumentFault) -> WheelSource {
    var wheel = WheelSource(
      package: try name(reader, "package"), subtree: try path(reader, "subtree"), destination: try path(reader, "destination"))
    wheel.skip = try reader.texts("skip")
    wheel.links = try reader.textMap("links")
    for (path, target) in wheel.links
    where !isInside(path) || !linkStaysInside(path: "\(wheel.destination)/\(path)", target: target) {
      throw reader.fault("links", "'\(path)' -> '\(target)' leaves the layer")
    }
    return wheel
  }

  private static func debs(_ reader: ObjectReader) throws(DocumentFault) -> DebsSource {
    let packages = try names(reader, "packages")
    guard !packages.isEmpty else { throw reader.fault("packages", "is empty") }
    return DebsSource(suite: try name(reader, "suite"), packages: packages, versionOf: try name(reader, "version-of"))
  }

  private static func base(_ reader: ObjectReader) throws(DocumentFault) -> BaseSource {
    BaseSource(
      suite: try name(reader, "suite"), version: try name(reader, "version"), variant: try name(reader, "variant"),
      include: try names(reader, "include"))
  }

  /// A name that becomes an argument of a command: it must not look like an option.
  private static func name(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> String {
    let text = try reader.requiredText(key)
    try check(text, reader, key)
    return text
  }

  private static func names(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> [String] {
    let texts = try reader.texts(key)
    for text in texts { try check(text, reader, key) }
    return texts
  }

  private static func check(_ text: String, _ reader: ObjectReader, _ key: String) throws(DocumentFault) {
    let allowed = text.utf8.allSatisfy { ASCII.isWord($0) || "+-.".utf8.contains($0) }
    guard allowed, let first = text.utf8.first, ASCII.isDigit(first) || ASCII.isLetter(first) else {
      throw reader.fault(key, "'\(text.prefix(40))' is not a plain name")
    }
  }

  private static func path(_ reader: ObjectReader, _ key: String) throws(DocumentFault) -> String {
    let text = try reader.requiredText(key)
    guard isInside(text) else { throw reader.fault(key, "'\(text.prefix(60))' is not a path inside the layer") }
    return text
  }

  private static func isInside(_ path: String) -> Bool {
    !path.isEmpty && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }

  private static func linkStaysInside(path: String, target: String) -> Bool {
    guard !target.hasPrefix("/"), !target.isEmpty else { return false }
    var depth = path.split(separator: "/").count - 1
    for part in target.split(separator: "/") {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }
}

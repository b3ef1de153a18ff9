import RoostModel

/// Values that reach commands, addresses and paths: each is checked where it is read.
extension ObjectReader {
  /// A name that becomes an argument of a command: it must not look like an option.
  func plainName(_ key: String) throws(DocumentFault) -> String {
    try checkedName(requiredText(key), key, also: "+-.")
  }

  func plainNames(_ key: String) throws(DocumentFault) -> [String] {
    var names: [String] = []
    for text in try texts(key) { names.append(try checkedName(text, key, also: "+-.")) }
    return names
  }

  /// Checks a text that is not the value of a key of its own. `also` is allowed beside letters, digits and `_`.
  func checkedName(_ text: String, _ key: String, also allowed: String) throws(DocumentFault) -> String {
    let fits = text.utf8.allSatisfy { ASCII.isWord($0) || allowed.utf8.contains($0) }
    guard fits, text.utf8.count <= 120, let first = text.utf8.first, ASCII.isDigit(first) || ASCII.isLetter(first) else {
      throw fault(key, "'\(text.prefix(40))' is not a plain name")
    }
    return text
  }

  func identifier(_ key: String, _ text: String) throws(DocumentFault) -> RuntimeID {
    guard let id = RuntimeID(text) else {
      throw fault(key, "'\(text.prefix(40))' is not a name: use up to 40 of a-z, 0-9 and '-'")
    }
    return id
  }

  func identifiers(_ key: String) throws(DocumentFault) -> [RuntimeID] {
    var ids: [RuntimeID] = []
    for name in try texts(key) { ids.append(try identifier(key, name)) }
    return ids
  }

  /// A path relative to the layer's root, or to a directory in it.
  func innerPath(_ key: String) throws(DocumentFault) -> String? {
    guard let text = try text(key) else { return nil }
    guard LayerPath.isInside(text) else { throw fault(key, "'\(text.prefix(60))' is not a path inside the layer") }
    return text
  }

  func requiredInnerPath(_ key: String) throws(DocumentFault) -> String {
    guard let path = try innerPath(key) else { throw fault(key, "is missing") }
    return path
  }

  /// Symbolic links in `directory` of a layer: path -> target.
  func links(_ key: String, in directory: String) throws(DocumentFault) -> [String: String] {
    let links = try textMap(key)
    for (path, target) in links.sorted(by: { $0.key < $1.key })
    where !LayerPath.isInside(path) || !LayerPath.linkStaysInside(path: "\(directory)/\(path)", target: target) {
      throw fault(key, "'\(path)' -> '\(target)' leaves the layer")
    }
    return links
  }

  /// A regular expression that compiles; `capturing` demands a group, which holds what is taken.
  func pattern(_ key: String, capturing: Bool = false) throws(DocumentFault) -> String? {
    guard let pattern = try text(key), !isShipped else { return try text(key) }
    do {
      _ = try Regex(pattern)
    } catch {
      throw fault(key, "not a regular expression: \(error)")
    }
    let openings = pattern.replacing("\\\\", with: "").replacing("\\(", with: "").split(
      separator: "(", omittingEmptySubsequences: false)
    guard !capturing || openings.dropFirst().contains(where: { $0.first != "?" }) else {
      throw fault(key, "has no group: put what is taken into parentheses")
    }
    return pattern
  }

  /// A version or selector. YAML reads `3.10` as the number 3.1, so a number is refused.
  func versionText(_ key: String) throws(DocumentFault) -> String? {
    guard let value = value(key) else { return nil }
    return try versionText(value, key)
  }

  func versionText(_ value: DocumentNode, _ key: String) throws(DocumentFault) -> String {
    if case .number(let number) = value.value {
      throw DocumentFault(
        file: file, position: value.position,
        message: "\(key): \(number.prefix(20)) is a number to YAML, which takes 3.10 for 3.1: quote it, \"\(number.prefix(20))\"")
    }
    guard let text = value.text, !text.utf8.contains(0) else {
      throw DocumentFault(file: file, position: value.position, message: "\(key): expected a text, found \(value.kind)")
    }
    return text
  }

  /// Seconds a step may take, 1 to 600.
  func seconds(_ key: String, default standard: Double) throws(DocumentFault) -> Duration {
    let seconds = try number(key) ?? standard
    guard (1...600).contains(seconds) else { throw fault(key, "expected 1 to 600") }
    return .seconds(Int(seconds))
  }
}

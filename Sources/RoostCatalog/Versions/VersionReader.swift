import RoostModel

/// Reads versions of a scheme. A number has at most nine digits, a version at most 128 bytes.
struct VersionReader {
  let scheme: VersionScheme

  /// `nil` when `text` is no version of the scheme.
  func read(_ text: String) -> VersionNumber? {
    guard (1...128).contains(text.utf8.count) else { return nil }
    var rest = text[...]
    if scheme != .debian, rest.first == "v" || rest.first == "V" { rest = rest.dropFirst() }
    switch scheme {
    case .semver, .composer, .ruby: return semantic(rest)
    case .pep440: return python(rest)
    case .debian: return debian(text)
    case .java: return JavaVersionReader.read(rest)
    }
  }

  /// Before every version with these numbers.
  func floor(_ release: [Int]) -> VersionNumber {
    switch scheme {
    case .semver, .composer, .ruby: VersionNumber(release: release, suffix: .semantic([.number(0)]))
    case .pep440: VersionNumber(release: release, suffix: .python(.lowest))
    case .debian: VersionNumber(release: release, suffix: .debian(DebianVersion(dotted(release) + "~~")))
    case .java: VersionNumber(release: release, suffix: .java(.lowest))
    }
  }

  /// The final version of these numbers.
  func final(_ release: [Int]) -> VersionNumber {
    switch scheme {
    case .semver, .composer, .ruby: VersionNumber(release: release, suffix: .semantic([]))
    case .pep440: VersionNumber(release: release, suffix: .python(.final))
    case .debian: VersionNumber(release: release, suffix: .debian(DebianVersion(dotted(release))))
    case .java: VersionNumber(release: release, suffix: .java(.final))
    }
  }

  private func dotted(_ release: [Int]) -> String { release.map(String.init).joined(separator: ".") }

  /// `26.7.0rc0` is taken as `26.7.0-rc.0`, Ruby's `3.4.0-preview1` and `3.4.0.preview1` as `3.4.0-preview.1`.
  private func semantic(_ text: Substring) -> VersionNumber? {
    var rest = text.prefix { $0 != "+" }
    guard let release = takeRelease(&rest) else { return nil }
    if rest.isEmpty || (scheme == .ruby && isPatchLevel(rest)) { return final(release) }
    let hasDash = rest.first == "-"
    let isOpen = hasDash || (scheme == .ruby && rest.first == ".")
    guard let identifiers = identifiers(isOpen ? rest.dropFirst() : rest) else { return nil }
    let read = hasDash && scheme != .ruby ? identifiers : identifiers.flatMap(apart)
    return VersionNumber(release: release, suffix: .semantic(read))
  }

  /// `p53`, `-p53`: how often a Ruby of the same version was mended.
  private func isPatchLevel(_ text: Substring) -> Bool {
    let level = text.first == "-" ? text.dropFirst() : text
    return level.count > 1 && level.first == "p" && level.dropFirst().utf8.allSatisfy(ASCII.isDigit)
  }

  /// `rc10` as `rc` and `10`, so that it comes after `rc9`.
  private func apart(_ identifier: SemanticIdentifier) -> [SemanticIdentifier] {
    guard case .text(let text) = identifier else { return [identifier] }
    let letters = text.prefix { !$0.isNumber }
    guard let number = Int(text.dropFirst(letters.count)), !letters.isEmpty else { return [identifier] }
    return [.text(String(letters)), .number(number)]
  }

  private func identifiers(_ text: Substring) -> [SemanticIdentifier]? {
    var found: [SemanticIdentifier] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard !part.isEmpty, part.utf8.allSatisfy(ASCII.isAlphanumericOrDash) else { return nil }
      found.append(
        part.utf8.allSatisfy(ASCII.isDigit) ? (Int(part).map { .number($0) } ?? .text(String(part))) : .text(String(part)))
    }
    return found
  }

  private func python(_ text: Substring) -> VersionNumber? {
    var rest = text.prefix { $0 != "+" }
    var epoch = 0
    if let mark = rest.firstIndex(of: "!") {
      guard let number = Int(rest[..<mark]), number >= 0 else { return nil }
      epoch = number
      rest = rest[rest.index(after: mark)...]
    }
    guard let release = takeRelease(&rest), let suffix = PythonSuffixReader.read(rest) else { return nil }
    return VersionNumber(epoch: epoch, release: release, suffix: .python(suffix))
  }

  private func debian(_ text: String) -> VersionNumber? {
    let version = DebianVersion(text)
    guard text.utf8.allSatisfy({ ASCII.isAlphanumericOrDash($0) || ".+~:".utf8.contains($0) }) else { return nil }
    var rest = version.upstream[...]
    guard let release = takeRelease(&rest) else { return nil }
    return VersionNumber(epoch: version.epoch, release: release, suffix: .debian(version))
  }

  /// Takes `1.2.3`; a dot that no digit follows stays in `text`.
  private func takeRelease(_ text: inout Substring) -> [Int]? {
    guard var release = takeNumber(&text).map({ [$0] }) else { return nil }
    while text.first == "." {
      var ahead = text.dropFirst()
      guard ahead.utf8.first.map(ASCII.isDigit) == true else { return release }
      guard let number = takeNumber(&ahead) else { return nil }
      release.append(number)
      text = ahead
    }
    return release
  }

  private func takeNumber(_ text: inout Substring) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.utf8.count <= 9, let number = Int(digits) else { return nil }
    text = text.dropFirst(digits.count)
    return number
  }
}

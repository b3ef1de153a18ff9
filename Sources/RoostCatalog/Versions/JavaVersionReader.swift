import RoostModel

/// Reads Java versions: `21`, `17.0.9+9`, `17.0.9.1+1-LTS`, `22-ea+3`, and the old `8u392` and `1.8.0_392`.
struct JavaVersionReader {
  /// What stands between the numbers and the build of a version that is not finished.
  private static let early: Set<Substring> = ["ea", "beta", "internal"]

  private var rest: Substring
  private var release: [Int] = []
  private var suffix = JavaSuffix()

  /// `nil` when `text` is no such version.
  static func read(_ text: Substring) -> VersionNumber? {
    var reader = JavaVersionReader(rest: text)
    guard reader.takeRelease(), reader.takeSuffix() else { return nil }
    return VersionNumber(release: reader.release, suffix: .java(reader.suffix))
  }

  private mutating func takeRelease() -> Bool {
    guard let first = takeNumber() else { return false }
    release = [first]
    while rest.first == "." {
      rest = rest.dropFirst()
      guard let number = takeNumber() else { return false }
      release.append(number)
    }
    if release.count > 1, first == 1 { release.removeFirst() }
    return takeUpdate()
  }

  /// `8u392-b08` and `1.8.0_392` are 8.0.392.
  private mutating func takeUpdate() -> Bool {
    guard let mark = rest.first, mark == "u" || mark == "_" else { return true }
    rest = rest.dropFirst()
    guard let update = takeNumber(), release.count <= 2 else { return false }
    release = [release[0], 0, update]
    for prefix in ["-b", "b"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      suffix.build = takeNumber()
      return suffix.build != nil
    }
    return true
  }

  private mutating func takeSuffix() -> Bool {
    if rest.first == "-" {
      let word = rest.dropFirst().prefix { $0 != "+" && $0 != "-" }
      suffix.isEarlyAccess = Self.early.contains(word)
      guard suffix.isEarlyAccess || word == "LTS" || word == "ga" else { return false }
      rest = rest.dropFirst(word.count + 1)
    }
    guard rest.first == "+" else { return rest.isEmpty }
    rest = rest.dropFirst()
    suffix.build = takeNumber()
    // What distributors add: `+13.0.LTS`, `+9-Debian`.
    return suffix.build != nil && rest.utf8.allSatisfy { ASCII.isAlphanumericOrDash($0) || ".+~".utf8.contains($0) }
  }

  private mutating func takeNumber() -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.utf8.count <= 9, let number = Int(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }
}

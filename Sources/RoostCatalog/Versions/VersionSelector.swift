/// Which versions of a runtime will do: `22`, `^22.3`, `>=18 <23`, `22 || 24`, `lts`, `latest`, `system`.
package struct VersionSelector: Hashable, Sendable, CustomStringConvertible {
  /// As it was written.
  package let text: String
  /// Whether it asks for the newest version there is, so that an installed one alone does not settle it.
  package let asksForNewest: Bool
  /// Whether it asks for the machine's own, `system`: no layer ever fits; what is on the machine and passes the entry's
  /// verify commands does.
  package let asksForHost: Bool
  let scheme: VersionScheme
  let ranges: [VersionRange]

  package var description: String { text }

  init(_ text: String, scheme: VersionScheme, channels: Channels = Channels([:])) throws(SelectorFault) {
    let trimmed = String(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    guard !trimmed.isEmpty else { throw SelectorFault(message: "it is empty") }
    self.text = trimmed
    self.scheme = scheme
    asksForNewest = channels[trimmed.lowercased()] == .newest
    asksForHost = trimmed.lowercased() == "system"
    ranges = asksForHost ? [] : try SelectorParser(scheme: scheme).parse(trimmed, channels: channels)
  }

  /// Whether `version` will do. A text that is no version of the scheme never does.
  package func matches(_ version: String) -> Bool {
    guard let number = VersionReader(scheme: scheme).read(version) else { return false }
    return ranges.contains { $0.contains(number, scheme: scheme) }
  }

  /// The version to use: the highest installed one that fits, else the highest available one.
  ///
  /// A selector that ``asksForNewest`` looks at both alike. When only pre-releases of a Python package fit, the highest
  /// of those is taken, as PEP 440 asks.
  package func pick(available: [String], installed: [String]) -> String? {
    if asksForNewest { return highest(available + installed) ?? highestPreRelease(available) }
    return highest(installed) ?? highest(available) ?? highestPreRelease(available)
  }

  private func highest(_ versions: [String]) -> String? {
    highest(versions) { number in ranges.contains { $0.contains(number, scheme: scheme) } }
  }

  private func highestPreRelease(_ versions: [String]) -> String? {
    guard scheme == .pep440 else { return nil }
    return highest(versions) { number in ranges.contains { $0.contains(number, scheme: scheme, preReleases: true) } }
  }

  private func highest(_ versions: [String], where fits: (VersionNumber) -> Bool) -> String? {
    let reader = VersionReader(scheme: scheme)
    var best: (text: String, number: VersionNumber)?
    for text in versions {
      guard let number = reader.read(text), fits(number) else { continue }
      if let current = best, current.number.compare(number) >= 0 { continue }
      best = (text, number)
    }
    return best?.text
  }
}

extension VersionScheme {
  /// What to offer to a person: final versions, newest first; all of them where none is final.
  package func toOffer(_ versions: [String]) -> [String] {
    let reader = VersionReader(scheme: self)
    let final = versions.filter { reader.read($0)?.isPreRelease == false }
    return newestFirst(final.isEmpty ? versions : final)
  }

  /// The newest final version of each line, newest first: of each major version, or of each minor one where there is but one major.
  package func newestOfEachLine(_ versions: [String]) -> [String] {
    let offered = toOffer(versions)
    func lines(_ length: Int) -> [String] {
      var seen: Set<[Substring]> = []
      return offered.filter { seen.insert(Array($0.split(separator: ".").prefix(length))).inserted }
    }
    let majors = lines(1)
    return majors.count > 1 ? majors : lines(2)
  }

  /// Newest first; texts that are no versions of the scheme come last, as they were.
  package func newestFirst(_ versions: [String]) -> [String] {
    let reader = VersionReader(scheme: self)
    let read = versions.map { ($0, reader.read($0)) }
    let known = read.compactMap { text, number in number.map { (text, $0) } }
    return known.sorted { $0.1.compare($1.1) > 0 }.map(\.0) + read.filter { $0.1 == nil }.map(\.0)
  }
}

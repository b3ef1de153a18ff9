import RoostModel

/// Turns what people write into version files into a selector of the runtime.
struct VersionSpelling {
  let entry: CatalogueEntry

  /// Throws why it is none.
  func selector(_ text: String, meaning: VersionFile.Meaning) throws(SelectorFault) -> VersionSelector {
    let bare = withoutName(text)
    if bare.lowercased() == "system" {
      throw SelectorFault(message: "apps run on layers, not on what this machine has itself")
    }
    let stated = try read(bare, text)
    return meaning == .floor && VersionReader(scheme: entry.scheme).read(bare) != nil ? try read(">=\(bare)", text) : stated
  }

  private func read(_ bare: String, _ text: String) throws(SelectorFault) -> VersionSelector {
    do throws(SelectorFault) {
      return try VersionSelector(bare, scheme: entry.scheme, channels: entry.channels)
    } catch {
      guard let first = bare.utf8.first, ASCII.isLetter(first), !entry.channels.names.isEmpty else { throw error }
      let names = entry.channels.names.joined(separator: ", ")
      throw SelectorFault(message: "'\(bare.prefix(40))' is neither a version nor one of \(names)")
    }
  }

  /// `ruby-3.2.2`, `ruby 3.2.2p53`, `go1.22` and `temurin-17.0.9+9` name what is versioned.
  private func withoutName(_ text: String) -> String {
    let names = [entry.id.text] + entry.aliases
    for name in names.sorted(by: { $0.utf8.count > $1.utf8.count }) where text.hasPrefix(name) {
      let rest = text.dropFirst(name.count).drop { "-@ ".contains($0) }
      if startsVersion(rest) { return String(rest) }
    }
    guard entry.scheme == .java, let dash = text.firstIndex(of: "-") else { return text }
    let rest = text[text.index(after: dash)...]
    return text[..<dash].utf8.first.map(ASCII.isLetter) == true && startsVersion(rest) ? String(rest) : text
  }

  private func startsVersion(_ text: Substring) -> Bool {
    text.drop { $0 == "v" }.utf8.first.map(ASCII.isDigit) ?? false
  }
}

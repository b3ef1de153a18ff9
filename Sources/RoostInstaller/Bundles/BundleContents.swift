import RoostCatalog
import RoostModel

/// What the names in a request for a bundle stand for: a runtime, or a profile of runtimes. Pure.
struct BundleContents {
  let catalogue: Catalogue

  /// Profiles are replaced by what they hold, but for what only a host can have. Each once.
  func specifiers(_ names: [String]) throws(Problem) -> [String] {
    var specifiers: [String] = []
    for name in names {
      for text in try layers(of: name) where !specifiers.contains(text) { specifiers.append(text) }
    }
    return specifiers
  }

  /// As values; what this catalogue does not know is left out.
  func known(_ names: [String]) -> [RuntimeSpecifier] {
    names.flatMap { name in
      let texts = profile(name)?.specifiers ?? [name]
      return texts.compactMap { try? catalogue.specifier($0) }
    }
  }

  private func layers(of name: String) throws(Problem) -> [String] {
    guard let profile = profile(name) else { return [name] }
    var layers: [String] = []
    for text in profile.specifiers where try !catalogue.entry(catalogue.specifier(text).runtime).sources.isEmpty {
      layers.append(text)
    }
    return layers
  }

  /// A runtime's name wins.
  private func profile(_ name: String) -> Profile? {
    guard catalogue.entry(named: name) == nil else { return nil }
    return catalogue.profiles.first { $0.name == name }
  }
}

import RoostCatalog

/// Which entries of an archive a layer takes, and where they land. Pure.
struct ArchiveLayout: Sendable {
  private let strip: Int
  private let subtree: String?
  private let destination: String
  private let skip: [PathPattern]

  init(_ recipe: ArchiveSource) {
    strip = recipe.strip
    subtree = recipe.subtree
    destination = recipe.destination
    skip = recipe.skip.map(PathPattern.init)
  }

  /// The path in the layer of a path of the archive; `nil` when it does not belong to the layer.
  func place(_ path: String) -> String? {
    guard var rest = stripped(path) else { return nil }
    if let subtree {
      guard rest.utf8.starts(with: subtree.utf8) else { return nil }
      rest = rest.dropFirst(subtree.count)
      guard rest.isEmpty || rest.first == "/" else { return nil }
      rest = rest.drop { $0 == "/" }
    }
    if rest.isEmpty { return destination }
    let relative = String(rest)
    return skip.contains { $0.matches(relative) } ? nil : "\(destination)/\(relative)"
  }

  /// Empty for the directory whose contents are taken; `nil` for what lies above that.
  private func stripped(_ path: String) -> Substring? {
    var rest = path[...]
    for _ in 0..<strip {
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      rest = rest[rest.index(after: slash)...]
    }
    return rest
  }
}

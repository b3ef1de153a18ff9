import RoostCatalog

/// Which entries of a wheel a layer takes, and where they land. Pure.
struct WheelSelection: Sendable {
  let subtree: String
  let destination: String
  private let skip: [PathPattern]

  init(subtree: String, destination: String, skip: [String]) {
    self.subtree = subtree
    self.destination = destination
    self.skip = skip.map(PathPattern.init)
  }

  /// The path in the layer of a path of the archive; `nil` when it does not belong to the layer.
  func place(_ path: String) -> String? {
    if path == subtree { return destination }
    guard path.utf8.starts(with: subtree.utf8), path.utf8.dropFirst(subtree.utf8.count).first == UInt8(ascii: "/") else {
      return nil
    }
    let relative = String(path.dropFirst(subtree.count + 1))
    return skip.contains { $0.matches(relative) } ? nil : "\(destination)/\(relative)"
  }

  /// Installers of wheels make everything in this directory executable; archives rarely say so.
  func isExecutable(_ path: String) -> Bool { subtree.hasSuffix(".data/scripts") }
}

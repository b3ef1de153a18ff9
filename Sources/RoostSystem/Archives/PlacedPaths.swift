/// The paths that an archive has taken so far. Finds what is there twice, and what differs by case only. Pure.
struct PlacedPaths {
  private enum Kind { case directory, other }
  private var kinds: [String: Kind] = [:]
  private var folded: [String: String] = [:]
  private var lastParent = ""
  let refusesCaseCollisions: Bool

  init(refusesCaseCollisions: Bool) { self.refusesCaseCollisions = refusesCaseCollisions }

  /// What is wrong with this path beside the others; `nil` when nothing is.
  mutating func add(_ path: String, isDirectory: Bool) -> String? {
    if let fault = addParents(of: path) { return fault }
    switch kinds[path] {
    case nil:
      kinds[path] = isDirectory ? .directory : .other
      return collision(path)
    case .directory where isDirectory: return nil
    default: return "it is there twice"
    }
  }

  /// Whether something that is no directory was added under this path.
  func isFile(_ path: String) -> Bool { kinds[path] == .other }

  private mutating func addParents(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let parent = String(path[..<slash])
    if parent == lastParent { return nil }
    switch kinds[parent] {
    case .directory: break
    case .other: return "it lies below a file or a link"
    case nil:
      if let fault = addParents(of: parent) { return fault }
      kinds[parent] = .directory
      if let fault = collision(parent) { return fault }
    }
    lastParent = parent
    return nil
  }

  private mutating func collision(_ path: String) -> String? {
    guard refusesCaseCollisions else { return nil }
    guard let other = folded.updateValue(path, forKey: path.lowercased()), other != path else { return nil }
    return "it differs from another only by upper and lower case"
  }
}

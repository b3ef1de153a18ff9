/// A directory whose changes the kernel tells, in the tree of those that are watched.
final class WatchedDirectory {
  let number: Int32
  /// Whoever watches does not know what is in it yet.
  var isNew: Bool
  /// It is going to be looked at.
  var isDue = false
  private(set) var name: String
  private(set) weak var parent: WatchedDirectory?
  private(set) var children: [String: WatchedDirectory] = [:]

  init(_ number: Int32, isNew: Bool) {
    self.number = number
    self.isNew = isNew
    name = ""
  }

  /// Below the outermost one; empty for that itself.
  var path: String {
    guard let parent else { return name }
    let above = parent.path
    return above.isEmpty ? name : "\(above)/\(name)"
  }

  /// Puts a directory here, wherever it was before.
  func take(_ child: WatchedDirectory, as name: String) {
    child.leave()
    child.name = name
    child.parent = self
    children[name] = child
  }

  func leave() {
    parent?.children[name] = nil
    parent = nil
  }

  func contains(_ other: WatchedDirectory) -> Bool {
    var next: WatchedDirectory? = other
    while let above = next {
      if above === self { return true }
      next = above.parent
    }
    return false
  }
}

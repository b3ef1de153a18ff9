import Glibc
import SystemPackage

/// The place in the version 2 hierarchy below which Roost's groups are, and what has to be done so that they get controllers.
///
/// As root of the whole hierarchy that is its top. Elsewhere it is the group this process was started in, when it was
/// delegated; then the rule that a group has either processes or groups with controllers moves this process to a leaf.
package struct CgroupTree: Sendable {
  /// The group that the `roost` group is made in.
  let parent: FilePath
  static let name = "roost"
  /// The leaf a delegated daemon moves to.
  static let daemonLeaf = "roost-daemon"

  var groups: FilePath { parent.appending(CgroupTree.name) }

  /// Places to try, best first.
  static func candidates(in layout: CgroupLayout) -> [CgroupTree] {
    guard let top = layout.unified else { return [] }
    let own = top.pushing(FilePath(String(layout.ownGroup.drop { $0 == "/" })))
    let delegated = own.lastComponent?.string == daemonLeaf ? own.removingLastComponent() : own
    return [CgroupTree(parent: top)] + (delegated == top ? [] : [CgroupTree(parent: delegated)])
  }

  /// Whether this process may make groups in one of the places. Blocking.
  package static func isOpen(in layout: CgroupLayout) -> Bool {
    candidates(in: layout).contains { access($0.parent.string, W_OK) == 0 }
  }

  /// Makes the `roost` group and turns the controllers on for the groups below it.
  /// - Parameter mayMove: whether this process may go to a leaf, when that is in the way.
  func prepare(_ controllers: [CgroupController], mayMove: Bool) throws(Errno) {
    try enable(controllers, in: parent, mayMove: mayMove)
    try CgroupTree.makeDirectory(groups)
    try enable(controllers, in: groups, mayMove: false)
  }

  private func enable(_ controllers: [CgroupController], in group: FilePath, mayMove: Bool) throws(Errno) {
    guard !controllers.isEmpty else { return }
    let file = group.appending("cgroup.subtree_control")
    let present = Set(try KernelFile.text(of: file).split(whereSeparator: \.isWhitespace).map(String.init))
    for controller in controllers where !present.contains(controller.rawValue) {
      do throws(Errno) {
        try KernelFile.write("+\(controller)", to: file)
      } catch {
        guard error == .resourceBusy, mayMove else { throw error }
        try moveAside()
        try KernelFile.write("+\(controller)", to: file)
      }
    }
  }

  private func moveAside() throws(Errno) {
    let leaf = parent.appending(CgroupTree.daemonLeaf)
    try CgroupTree.makeDirectory(leaf)
    try KernelFile.write("\(getpid())", to: leaf.appending("cgroup.procs"))
  }

  /// An existing directory is as good.
  static func makeDirectory(_ path: FilePath) throws(Errno) {
    guard mkdir(path.string, 0o755) != 0 else { return }
    let error = Errno(rawValue: errno)
    guard error == .fileExists else { throw error }
  }
}

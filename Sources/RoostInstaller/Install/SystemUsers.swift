import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Adds the users a runtime needs to `/etc/passwd` of its layer. An environment unites those of all its layers. Blocking.
struct SystemUsers {
  private let users: [SystemUser]
  private static let sizeLimit = 1 << 20

  init(_ users: [SystemUser]) { self.users = users }

  /// `below` are the trees the layer stands on, base first.
  func add(to tree: FilePath, over below: [FilePath]) throws(Problem) {
    guard !users.isEmpty else { return }
    var text = ""
    for layer in (below + [tree]).reversed() {
      guard let bytes = try SmallFile.read(layer.appending("etc/passwd"), limit: SystemUsers.sizeLimit) else { continue }
      text = String(decoding: bytes, as: UTF8.self)
      break
    }
    try DirectoryCreation.ensure(tree.appending("etc"))
    try AtomicFile.write(Array(added(to: text).utf8), to: tree.appending("etc/passwd"))
  }

  /// Users that are there already stay as they are. Pure.
  func added(to text: String) -> String {
    var lines = text.split(separator: "\n").map(String.init)
    for user in users where !lines.contains(where: { $0.hasPrefix("\(user.name):") }) {
      lines.append("\(user.name):x:\(user.number):\(SystemUser.group)::\(user.home):/usr/sbin/nologin")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

import RoostModel

/// What a transaction changed on a machine, in the words of the history. Pure.
struct HostChanges: Sendable, Equatable {
  var packages: PackageDifference
  /// Directories below `/opt/roost/runtimes` that came.
  var directories: [String: String] = [:]
  var links: [ProgramLink] = []

  init(packages: PackageDifference = PackageDifference(from: PackageSet(), to: PackageSet())) { self.packages = packages }

  /// Paths begin with a slash, packages do not.
  init(_ changes: [TransactionChange]) {
    self.init()
    for change in changes where change.scope == .host {
      switch (change.name.hasPrefix("/"), change.action) {
      case (true, _) where change.name.hasPrefix(RuntimeArchive.home): directories[change.name] = change.version
      case (true, _):
        let name = String(change.name.split(separator: "/").last ?? "")
        links.append(ProgramLink(name: name, target: change.version, previous: change.previous))
      case (false, .added): packages.added[change.name] = change.version
      case (false, .removed): packages.removed[change.name] = change.version
      case (false, .changed): packages.changed[change.name] = .init(from: change.previous ?? "", to: change.version)
      }
    }
  }

  func listed(of runtime: RuntimeID) -> [TransactionChange] {
    var list: [TransactionChange] = []
    func add(_ action: TransactionChange.Action, _ name: String, _ version: String, _ previous: String? = nil) {
      list.append(
        TransactionChange(action: action, scope: .host, name: name, runtime: runtime, version: version, previous: previous))
    }
    for (name, version) in packages.added.sorted(by: { $0.key < $1.key }) { add(.added, name, version) }
    for (name, change) in packages.changed.sorted(by: { $0.key < $1.key }) { add(.changed, name, change.to, change.from) }
    for (name, version) in packages.removed.sorted(by: { $0.key < $1.key }) { add(.removed, name, version) }
    for (path, version) in directories.sorted(by: { $0.key < $1.key }) { add(.added, path, version) }
    for link in links { add(link.previous == nil ? .added : .changed, link.path, link.target, link.previous) }
    return list
  }
}

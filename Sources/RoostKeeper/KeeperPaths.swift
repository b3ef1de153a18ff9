import RoostModel
package import SystemPackage

/// Where named environments have their things: a home of their own, so that nobody who looks after others takes them for lost ones.
package struct KeeperPaths: Sendable {
  package let home: FilePath

  package init(home: FilePath) { self.home = home.appending("env") }

  var records: FilePath { home.appending("records") }
  var snapshots: FilePath { home.appending("snapshots") }
  func record(_ name: EnvironmentName) -> FilePath { records.appending(name.text + ".json") }
  func snapshot(_ name: EnvironmentName) -> FilePath { snapshots.appending(name.text) }
}

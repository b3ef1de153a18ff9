package import RoostModel
package import SystemPackage

/// The directory of one environment: what is where in it.
package struct EnvironmentDirectory: Sendable, Hashable {
  package let id: EnvironmentID
  package let path: FilePath

  package init(_ id: EnvironmentID, below environments: FilePath) {
    self.id = id
    path = environments.appending(id.text)
  }

  /// What the environment was asked to be; written before the boot.
  var spec: FilePath { path.appending("spec.json") }
  /// What became of it: see ``SandboxRecord``.
  var record: FilePath { path.appending("sandbox.json") }
  /// What its processes wrote over the stack.
  var upper: FilePath { path.appending("upper") }
  var work: FilePath { path.appending("work") }
  static let socketName = "agent.sock"
  /// What an agent said that did not live long enough to report.
  var bootLog: FilePath { path.appending("boot.log") }
  /// Output and exit records.
  package var journal: FilePath { path.appending("journal") }

  /// The name of its control groups.
  var groupName: String { id.text }
}

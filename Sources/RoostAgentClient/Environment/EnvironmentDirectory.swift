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
  package var spec: FilePath { path.appending("spec.json") }
  /// What its processes wrote over the stack.
  package var upper: FilePath { path.appending("upper") }
  package var work: FilePath { path.appending("work") }
  /// Where, for the agent alone, the file system of ``image`` is mounted.
  package var disk: FilePath { path.appending("disk") }
  /// A file system of limited size, with an `upper` and a `work` of its own.
  package var image: FilePath { path.appending("disk.img") }
  package static let socketName = "agent.sock"
  package var socket: FilePath { path.appending(EnvironmentDirectory.socketName) }
  /// What an agent said that did not live long enough to report.
  package var bootLog: FilePath { path.appending("boot.log") }
  /// What an agent said later on.
  package var agentLog: FilePath { path.appending("agent.log") }
  /// Output and exit records.
  package var journal: FilePath { path.appending("journal") }

  /// The name of its control groups.
  package var groupName: String { id.text }
}

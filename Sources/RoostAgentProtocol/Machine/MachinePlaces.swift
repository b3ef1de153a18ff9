/// Names that a virtual machine's first process and its makers agree on.
package enum MachinePlaces {
  /// Where the agent is in the initial file system.
  package static let agent = "/agent"
  /// Modules of the kernel, and beside them one list for each ``ModuleList``: a file name on each line, in the order of loading.
  package static let modules = "/modules"

  package enum ModuleList: String, CaseIterable, Sendable {
    /// What every machine needs.
    case base
    case network
    /// Directories of the host.
    case shares

    package var path: String { "\(MachinePlaces.modules)/\(rawValue).list" }
  }

  /// Serial numbers of the disks.
  package static let specificationDisk = "spec"
  package static let writableDisk = "disk"
  package static func layerDisk(_ index: Int) -> String { "layer\(index)" }

  package static func layer(_ index: Int) -> String { "/layers/\(index)" }
  /// Where the writable disk is mounted.
  package static let writable = "/disk"

  /// The name that QEMU's side gives a directory of the host, which is also where it is mounted.
  package static func shareTag(_ index: Int) -> String { "share\(index)" }
  package static func share(_ index: Int) -> String { "/shares/\(index)" }

  /// A line of the hosts file: behind it are names that the host may change.
  package static let namesMark = "# allowed destinations\n"

  /// The line that answers an order to set the clock.
  package static let timeAnswer = "time set"

  /// Names of the ports between the machine and the host: one carries connections to the agent, one words of the first process,
  /// one orders while it runs, and their answers.
  package static let agentPort = "roost.agent"
  package static let controlPort = "roost.control"
  package static let orderPort = "roost.order"
}

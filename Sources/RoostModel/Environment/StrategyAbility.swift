/// Something that not every strategy can do, or not on every machine.
package enum StrategyAbility: String, Sendable, Codable, CaseIterable {
  /// A terminal for a process, with its size.
  case terminal
  /// Input for a process while it runs.
  case input
  case signals
  /// An event when a port opens or closes, without looking again and again.
  case portEvents = "port-events"
  /// Connections to ports inside; nothing is published on the host.
  case dial
  /// Connections out of the environment.
  case outbound
  /// An environment that reaches nothing.
  case noNetwork = "no-network"
  /// An environment that reaches only what it is allowed to.
  case allowedNetwork = "allowed-network"
  /// Directories of the host inside.
  case bindMounts = "bind-mounts"
  /// Layers one over the other without a copy.
  case overlay
  /// A file system of its own, made of layers or an image.
  case ownFiles = "own-files"
  /// An image of a container engine instead of layers.
  case images
  /// Files put in by value.
  case copyIn = "copy-in"
  /// Files read, listed and removed.
  case files
  /// An event when a file changes.
  case watch
  /// What was written becomes a layer.
  case seal
  /// What was written is kept while the environment goes on, and others begin with it.
  case snapshot
  case pause
  case limitMemory = "limit-memory"
  case limitCPU = "limit-cpu"
  case limitProcesses = "limit-processes"
  case limitDisk = "limit-disk"
  /// It ends by itself when its time is over.
  case limitTime = "limit-time"
  case metrics
  /// A process that was ended for its memory is told apart.
  case memoryEvents = "memory-events"
  /// Environments outlive the daemon, and their output with them.
  case reattach
}

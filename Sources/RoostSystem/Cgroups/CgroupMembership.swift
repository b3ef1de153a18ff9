package import SystemPackage

/// The control groups of one environment: directories that exist, with their limits set.
package struct CgroupMembership: Sendable, Equatable {
  /// Of version 2; a process can be born in it.
  package var unified: FilePath?
  /// Of version 1, one for each controller in use.
  package var legacy: [CgroupController: FilePath] = [:]
  /// Of version 2, the controllers that are on.
  package var unifiedControllers: Set<CgroupController> = []

  package init() {}

  package var directories: [FilePath] { legacy.values.sorted { $0.string < $1.string } + (unified.map { [$0] } ?? []) }

  /// The `tasks` files through which the first process of the environment enters.
  package var taskLists: [FilePath] { legacy.values.sorted { $0.string < $1.string }.map { $0.appending("tasks") } }

  /// A file with a line `oom_kill <count>`.
  package var memoryEvents: FilePath? {
    if let legacy = legacy[.memory] { return legacy.appending("memory.oom_control") }
    return unifiedControllers.contains(.memory) ? unified?.appending("memory.events") : nil
  }
}

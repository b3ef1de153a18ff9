/// What this machine can do: the answer of `GET /api/v1/capabilities`.
package struct Capabilities: Codable, Sendable, Equatable {
  /// Of Roost.
  package var version: String
  package var system: OperatingSystem
  package var cgroup: CgroupSupport
  package var strategies: [ProbeReport]
  package var runtimes: [RuntimePresence]
  package var packageManagers: [PackageManagerKind]
  package var home: String
  /// Of the file system the home is on.
  package var disk: Space
  package var memory: Space
  package var processors: Int
  package var isRoot: Bool
  /// The node's chosen profile.
  package var profile: String?

  package init(
    version: String, system: OperatingSystem, cgroup: CgroupSupport, strategies: [ProbeReport], runtimes: [RuntimePresence],
    packageManagers: [PackageManagerKind], home: String, disk: Space, memory: Space, processors: Int, isRoot: Bool,
    profile: String? = nil
  ) {
    self.version = version
    self.system = system
    self.cgroup = cgroup
    self.strategies = strategies
    self.runtimes = runtimes
    self.packageManagers = packageManagers
    self.home = home
    self.disk = disk
    self.memory = memory
    self.processors = processors
    self.isRoot = isRoot
    self.profile = profile
  }
}

/// The system as os-release and the kernel describe it.
package struct OperatingSystem: Codable, Sendable, Equatable {
  /// `debian`, `ubuntu`, `fedora`, `alpine`.
  package var id: String
  /// `12`; empty where there is none.
  package var versionID: String
  /// `Debian GNU/Linux 12 (bookworm)`.
  package var name: String
  /// Systems it resembles, nearest first.
  package var like: [String]
  package var codename: String?
  /// `x86_64`, `aarch64`.
  package var architecture: String
  /// `glibc 2.36`, `musl`.
  package var libc: String
  package var kernel: String
  /// `docker`, `lxc` ...; `nil` on a machine of its own.
  package var container: String?

  package init(
    id: String, versionID: String, name: String, like: [String] = [], codename: String? = nil, architecture: String, libc: String,
    kernel: String, container: String? = nil
  ) {
    self.id = id
    self.versionID = versionID
    self.name = name
    self.like = like
    self.codename = codename
    self.architecture = architecture
    self.libc = libc
    self.kernel = kernel
    self.container = container
  }
}

/// Which control groups there are.
package struct CgroupSupport: Codable, Sendable, Equatable {
  /// `v1`, `v2`, `hybrid` or `none`.
  package var mode: String
  package var controllers: [String]
  /// Whether Roost can keep limits here.
  package var limits: Bool

  package init(
    mode: String, controllers: [String], limits: Bool
  ) {
    self.mode = mode
    self.controllers = controllers
    self.limits = limits
  }
}

/// A runtime that is there.
package struct RuntimePresence: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var version: String
  package var scope: InstallScope
  /// The layer's tree, or the program.
  package var path: String
  package var untested: Bool

  package init(
    runtime: RuntimeID, version: String, scope: InstallScope, path: String, untested: Bool = false
  ) {
    self.runtime = runtime
    self.version = version
    self.scope = scope
    self.path = path
    self.untested = untested
  }
}

/// How much there is and how much is left.
package struct Space: Codable, Sendable, Equatable {
  package var total: ByteCount
  package var free: ByteCount

  package init(
    total: ByteCount, free: ByteCount
  ) {
    self.total = total
    self.free = free
  }
}

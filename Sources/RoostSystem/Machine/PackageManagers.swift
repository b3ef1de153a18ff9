package import RoostModel

/// Which package managers a machine has.
package enum PackageManagers {
  /// The program that is called, where it has another name than the manager.
  package static func program(of kind: PackageManagerKind) -> String { kind == .apt ? "apt-get" : kind.rawValue }

  /// The system's own one first, whatever else is installed beside it. Empty when there is none.
  package static func detect(on system: OperatingSystem, searchPath: String) -> [PackageManagerKind] {
    ordered(PackageManagerKind.allCases.filter { RequiredTool.isPresent(program(of: $0), searchPath: searchPath) }, on: system)
  }

  /// Pure part of ``detect(on:searchPath:)``.
  static func ordered(_ present: [PackageManagerKind], on system: OperatingSystem) -> [PackageManagerKind] {
    let own = native(to: system)
    return own.filter(present.contains) + present.filter { !own.contains($0) }
  }

  /// Those a system keeps itself with, the preferred one first: where dnf is, yum is another name for it.
  private static func native(to system: OperatingSystem) -> [PackageManagerKind] {
    if system.resembles("debian", "ubuntu") { return [.apt] }
    if system.resembles("fedora", "rhel", "centos") { return [.dnf, .yum] }
    return system.resembles("alpine") ? [.apk] : []
  }
}

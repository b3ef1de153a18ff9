import Glibc
import RoostSystem
import SystemPackage

/// What the layers of a stack offer to a process that sees the host's file system: programs and their libraries. A layer
/// that is a whole system is left out, because the host has one already.
struct LayerPrograms: Sendable, Equatable {
  private(set) var programs: [String] = []
  private(set) var libraries: [String] = []
  private let layers: [String]

  private static let programPlaces = ["usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin"]
  private static let libraryPlaces = ["usr/local/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64"]
  private static let signsOfASystem = ["etc/os-release", "usr/lib/os-release", "etc/debian_version"]

  /// - Parameter layers: base first. Blocking.
  init(layers: [String]) {
    self.layers = layers.reversed().filter { layer in
      !LayerPrograms.signsOfASystem.contains { access("\(layer)/\($0)", F_OK) == 0 }
    }
    for layer in self.layers {
      let own = LayerPrograms.names(in: "\(layer)/opt").map { "opt/\($0)/bin" }
      programs += (LayerPrograms.programPlaces + own).map { "\(layer)/\($0)" }.filter(LayerPrograms.isDirectory)
      libraries += LayerPrograms.libraryPlaces.map { "\(layer)/\($0)" }.filter(LayerPrograms.holdsLibraries)
    }
  }

  /// A value that is an absolute path of one of the layers, as the host has it; others as they are. Blocking.
  func outside(_ value: String) -> String {
    guard value.hasPrefix("/"), value != "/", !value.split(separator: "/").contains("..") else { return value }
    return layers.map { $0 + value }.first { access($0, F_OK) == 0 } ?? value
  }

  private static func names(in directory: String) -> [String] {
    ((try? DirectoryListing.names(in: FilePath(directory))) ?? []).sorted()
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func holdsLibraries(_ path: String) -> Bool { names(in: path).contains { $0.contains(".so") } }
}

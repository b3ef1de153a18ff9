import Glibc
import RoostSystem
import SystemPackage

/// What the layers of a stack offer to a process that sees the host's file system: programs and their libraries. A layer
/// that is a whole system is left out, because the host has one already.
package struct LayerPrograms: Sendable, Equatable {
  private(set) var programs: [String] = []
  private(set) var libraries: [String] = []
  /// Those that are no whole system, the topmost first.
  package let layers: [String]
  /// Where they are for whoever runs the programs, when that is elsewhere.
  private let places: [String: String]

  private static let programPlaces = ["usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin"]
  private static let libraryPlaces = ["usr/local/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64"]
  private static let signsOfASystem = ["etc/os-release", "usr/lib/os-release", "etc/debian_version"]

  /// Blocking.
  ///
  /// - Parameters:
  ///   - layers: base first.
  ///   - places: under which paths the programs find them; those that are not named, where they are here.
  package init(layers: [String], at places: [String: String] = [:]) {
    self.places = places
    self.layers = layers.reversed().filter { layer in
      !LayerPrograms.signsOfASystem.contains { access("\(layer)/\($0)", F_OK) == 0 }
    }
    for layer in self.layers {
      let own = LayerPrograms.names(in: "\(layer)/opt").map { "opt/\($0)/bin" }
      let place = places[layer] ?? layer
      programs += (LayerPrograms.programPlaces + own).filter { LayerPrograms.isDirectory("\(layer)/\($0)") }.map {
        "\(place)/\($0)"
      }
      libraries += LayerPrograms.libraryPlaces.filter { LayerPrograms.holdsLibraries("\(layer)/\($0)") }.map { "\(place)/\($0)" }
    }
  }

  /// A value that is an absolute path of one of the layers, as its user finds it; others as they are. Blocking.
  func outside(_ value: String) -> String {
    guard value.hasPrefix("/"), value != "/", !value.split(separator: "/").contains("..") else { return value }
    return layers.first { access($0 + value, F_OK) == 0 }.map { (places[$0] ?? $0) + value } ?? value
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

package import RoostModel
package import SystemPackage

/// Where paths of an environment are on the host. It has no file system of its own, so that most are the host's; but what is
/// mounted is where it was mounted from, and `/app` and the working directory are in a directory of its own. Pure.
package struct PathMap: Sendable, Equatable {
  /// An environment's path and what the host has for it, the longest first.
  private let places: [(inside: [Substring], outside: String)]

  /// - Parameter files: the directory that holds what is the environment's own.
  package init(_ spec: EnvironmentSpec, files: FilePath) {
    var places: [[Substring]: String] = [:]
    for place in ["/app", spec.workingDirectory] {
      let steps = PathMap.steps(place)
      if !steps.isEmpty { places[steps] = files.string + "/" + steps.joined(separator: "/") }
    }
    for mount in spec.mounts { places[PathMap.steps(mount.target)] = mount.source }
    self.places = places.sorted { $0.key.count > $1.key.count }.map { ($0.key, $0.value) }
  }

  /// Directories to be made, shorter ones first. Those of mounts are there.
  package func own(below files: FilePath) -> [FilePath] {
    let prefix = files.string + "/"
    return places.reversed().map(\.outside).filter { $0.hasPrefix(prefix) }.map { FilePath($0) }
  }

  /// Refuses what is not absolute or climbs.
  package func outside(_ path: String) throws(Problem) -> String {
    guard SpecRules.isPlain(path) else {
      throw Problem(
        .usageInvalid, "'\(path.prefix(200))' is not an absolute path of the environment", hint: "write it like /app/file")
    }
    return translated(path)
  }

  /// Nil stays the environment's own.
  func outside(_ process: ProcessSpec) throws(Problem) -> ProcessSpec {
    var process = process
    if let place = process.workingDirectory { process.workingDirectory = try outside(place) }
    return process
  }

  /// As its user wrote it, from the host's.
  func inside(_ path: String) -> String {
    let found = places.first { path == $0.outside || path.hasPrefix($0.outside + "/") }
    return found.map { "/" + $0.inside.joined(separator: "/") + path.dropFirst($0.outside.count) } ?? path
  }

  /// What is no path of the environment stays as it is.
  func translated(_ path: String) -> String {
    let steps = PathMap.steps(path)
    guard path.hasPrefix("/"), let place = places.first(where: { steps.starts(with: $0.inside) }) else { return path }
    return steps.dropFirst(place.inside.count).reduce(place.outside) { "\($0)/\($1)" }
  }

  private static func steps(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }

  package static func == (left: PathMap, right: PathMap) -> Bool {
    left.places.elementsEqual(right.places) { $0.inside == $1.inside && $0.outside == $1.outside }
  }
}

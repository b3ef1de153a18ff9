import RoostModel
import SystemPackage

/// Where things are on a host: below the cache directory of the user we log in as.
struct FarPlaces: Equatable, Sendable {
  var root: FilePath

  init(root: FilePath) { self.root = root }

  /// From where one of its environments is.
  init(ofEnvironment directory: String) { root = FilePath(directory).removingLastComponent().removingLastComponent() }

  func agent(sha256: String) -> FilePath { root.appending("agents").appending(sha256) }
  var layers: FilePath { root.appending("layers") }
  func layer(_ digest: String) -> FilePath { layers.appending(digest) }
  /// For a tree that is under way.
  func scratch() -> FilePath { layers.appending(".incoming-\(UInt64.random(in: .min ... .max))") }
  var volumes: FilePath { root.appending("volumes") }
  var environments: FilePath { root.appending("environments") }
}

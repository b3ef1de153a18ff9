import Glibc
import RoostModel
import SystemPackage

/// Where a tool cache is laid out. What is named may be a link; what is inside is often writable by others, so that a link
/// there could lead root anywhere.
struct ToolCachePlace: Sendable {
  let cache: FilePath

  /// Throws `usage.invalid` for what cannot be a tool cache.
  func admit() throws(Problem) {
    guard cache.isAbsolute else {
      throw refused("'\(cache)' is no absolute path", "name the directory in full: roost toolcache link \"$PWD\"")
    }
    guard cache.lastComponent != nil else {
      throw refused(
        "the whole file system is no tool cache", "name a directory of its own: roost toolcache link /opt/hostedtoolcache")
    }
    guard [.nothing, .directory].contains(FilePlace.of(cache)) else {
      throw refused(
        "\(cache) is not a directory", "name another, or see what it is: ls -ld '\(cache)'")
    }
  }

  /// Throws `usage.invalid` when something else than a directory is on the way from the cache down to `directory`. Blocking.
  func admit(below directory: FilePath) throws(Problem) {
    var place = cache
    for component in directory.components.dropFirst(cache.components.count) {
      place.append(component)
      guard [.nothing, .directory].contains(FilePlace.ofItself(place)) else {
        throw refused(
          "\(place) is in the way: it is no directory of the tool cache",
          "look at it, and remove it if nobody needs it: ls -ld '\(place)'")
      }
    }
  }

  private func refused(_ message: String, _ hint: String) -> Problem { Problem(.usageInvalid, message, hint: hint) }
}

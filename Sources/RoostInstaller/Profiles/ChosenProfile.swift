import FoundationEssentials
import RoostModel
import RoostSystem
import SystemPackage

/// The profile this node was given, in a file of the store.
struct ChosenProfile: Codable, Sendable, Equatable {
  var profile: String

  private static let sizeLimit = 4096

  /// `nil` when none was chosen. Blocking.
  static func read(_ path: FilePath) throws(Problem) -> ChosenProfile? {
    guard let bytes = try SmallFile.read(path, limit: sizeLimit) else { return nil }
    do {
      return try JSONDecoder().decode(ChosenProfile.self, from: Data(bytes))
    } catch {
      throw Problem(
        .internal, "\(path) does not say which profile this node has", hint: "choose it again: roost profile default web",
        cause: String(describing: error))
    }
  }

  /// Blocking.
  func write(to path: FilePath) throws(Problem) {
    let data: Data
    do { data = try JSONEncoder().encode(self) } catch {
      throw Problem.unexpected(error, during: "describing the chosen profile")
    }
    try DirectoryCreation.ensure(path.removingLastComponent())
    try AtomicFile.write(Array(data), to: path)
  }
}

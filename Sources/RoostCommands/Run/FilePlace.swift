import FoundationEssentials
import RoostModel

/// A file a user names on the command line, which may not exist yet.
enum FilePlace {
  /// Absolute, as the daemon needs it.
  static func absolute(_ path: String) throws(Problem) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Problem(.usageInvalid, "an empty name is no file", hint: "name a file: web.roost")
    }
    let here = FileManager.default.currentDirectoryPath
    return path.hasPrefix("/") ? path : here.hasSuffix("/") ? here + path : "\(here)/\(path)"
  }
}

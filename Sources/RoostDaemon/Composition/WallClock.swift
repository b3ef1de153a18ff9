import FoundationEssentials
import Glibc
import SystemPackage

/// The one clock whose readings are stored: seconds since 1970.
enum WallClock {
  @Sendable static func now() -> Double { Date().timeIntervalSince1970 }
}

extension FilePath {
  var isRegularFile: Bool {
    var status = stat()
    return stat(string, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

extension FilePath {
  var isDirectory: Bool {
    var status = stat()
    return stat(string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

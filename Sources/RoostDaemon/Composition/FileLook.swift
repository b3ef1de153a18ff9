import Glibc

/// What a path is, symbolic links followed. Takes text: `FilePath` brings a `stat` of its own.
enum FileLook {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
  static func isDirectory(_ path: String) -> Bool { kind(path) == S_IFDIR }
  static func isRegularFile(_ path: String) -> Bool { kind(path) == S_IFREG }

  private static func kind(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }
}

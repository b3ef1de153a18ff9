import Glibc

/// Lines in `agent.log`, for what no client can be told. Only about things that should not happen.
enum LastWords {
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}

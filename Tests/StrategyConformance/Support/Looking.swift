/// Shell lines that look around inside.
enum Looking {
  /// Prints how many processes there are that sleep for `seconds`, which is written so that the line does not find itself.
  static func forSleep(_ seconds: String) -> String {
    "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o 'sleep \(seconds.dropLast())[\(seconds.suffix(1))]' | wc -l"
  }
}

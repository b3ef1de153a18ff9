import Glibc

/// Programs of this machine that are not on everybody's PATH.
enum Tools {
  private static let places = ["/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/", "/usr/local/sbin/", "/usr/local/bin/"]

  /// The name itself when it is nowhere.
  static func path(of tool: String) -> String {
    if tool.contains("/") { return tool }
    return places.map { $0 + tool }.first { access($0, X_OK) == 0 } ?? tool
  }

  static func isPresent(_ tool: String) -> Bool { access(path(of: tool), X_OK) == 0 }
}

import Glibc

/// Programs and files of this machine that are not on everybody's PATH.
enum Tools {
  private static let places = ["/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/", "/usr/local/sbin/", "/usr/local/bin/"]

  /// The name itself when it is nowhere.
  static func path(of tool: String) -> String {
    if tool.contains("/") { return tool }
    return places.map { $0 + tool }.first { access($0, X_OK) == 0 } ?? tool
  }

  /// What loads a kernel and nothing else. Comes with QEMU; nil where it does not.
  static var firmware: String? {
    let path = "/usr/share/qemu/qboot.rom"
    return access(path, R_OK) == 0 ? path : nil
  }

  static func isPresent(_ tool: String) -> Bool { access(path(of: tool), X_OK) == 0 }
}

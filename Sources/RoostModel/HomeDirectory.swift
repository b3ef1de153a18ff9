/// Where Roost keeps everything, and the one rule that finds it.
///
/// An option is stronger than the variable `ROOST_HOME`, which is stronger than the default: `/var/lib/roost` for
/// root, `~/.local/share/roost` for everybody else. The caller passes the values; nothing is read here.
package struct HomeDirectory: Sendable, Equatable {
  /// Absolute, without a trailing slash.
  package let path: String

  package init(option: String?, variable: String?, userID: UInt32, userHome: String?) throws(Problem) {
    if let option {
      path = try HomeDirectory.checked(option, from: "--home")
    } else if let variable, !variable.isEmpty {
      path = try HomeDirectory.checked(variable, from: "ROOST_HOME")
    } else if userID == 0 {
      path = "/var/lib/roost"
    } else if let userHome, !userHome.isEmpty {
      path = try HomeDirectory.checked(userHome, from: "HOME") + "/.local/share/roost"
    } else {
      throw Problem(
        .settingsInvalid, "no home directory is known for this user", hint: "say where Roost keeps its files: --home DIR")
    }
  }

  /// The daemon's API socket. Fails where the path does not fit into a socket address.
  package var socket: String {
    get throws(Problem) {
      let socket = path + "/roost.sock"
      guard socket.utf8.count <= HomeDirectory.longestSocketPath else {
        throw Problem(
          .settingsInvalid,
          "the socket path \(socket) is \(socket.utf8.count) bytes long, and Linux allows \(HomeDirectory.longestSocketPath)",
          hint: "choose a shorter home directory: ROOST_HOME=/var/lib/roost")
      }
      return socket
    }
  }

  /// `sun_path` of unix(7) less its final zero byte.
  package static let longestSocketPath = 107

  private static func checked(_ text: String, from origin: String) throws(Problem) -> String {
    guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(0) else {
      throw Problem(
        .settingsInvalid, "\(origin) must be an absolute path, not \(text.debugDescription)",
        hint: "write it from the root: \(origin == "--home" ? "--home " : "\(origin)=")/var/lib/roost")
    }
    var path = text[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }
}

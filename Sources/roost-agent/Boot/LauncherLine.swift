import Glibc
import RoostAgentProtocol

/// The connection of a first process to the half of the boot that stayed outside: its go-ahead comes in, our report goes out.
struct LauncherLine {
  let socket: Descriptor

  /// Returns once we are let go on, in a session of our own. Ends this process when nobody is there to do so.
  func awaitRelease() throws(BootFailure) {
    let word = try BootFailure.at(.agent, "waiting to be let go on") { () throws(SystemFailure) in try socket.read(1) }
    if word.isEmpty { exit(1) }
    setsid()
    umask(0o022)
  }

  /// Returns whether it was taken: whoever gave up waiting would never know of an agent that serves.
  @discardableResult
  func report(_ report: BootReport) -> Bool {
    let bytes = report.encoded
    return send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}

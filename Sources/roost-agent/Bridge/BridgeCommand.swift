import CRoost
import Glibc
import RoostAgentProtocol

/// `roost-agent bridge --accept SOCKET --stream SOCKET` on the host, `roost-agent bridge --device DEVICE --connect SOCKET` where
/// the agent is: together they carry connections to the agent's socket over one stream of bytes. With `--end-after MILLISECONDS`
/// the process that its first inherited descriptor stands for is killed then.
enum BridgeCommand {
  private static let processDescriptor = STDERR_FILENO + 1

  /// Returns only when it cannot work; says why on standard error.
  static func run(_ arguments: [String]) -> Int32 {
    do throws(SystemFailure) {
      let limit = arguments.count == 6 && arguments[4] == "--end-after" ? UInt64(arguments[5]) : nil
      try SystemFailure.check(roost_close_from(limit == nil ? processDescriptor : processDescriptor + 1))
      try SystemFailure.check(roost_signals_reset())
      switch arguments.count == 4 || limit != nil ? (arguments[0], arguments[2]) : ("", "") {
      case ("--accept", "--stream"): try listen(at: arguments[1], stream: arguments[3], endAfter: limit)
      case ("--device", "--connect") where limit == nil: try connect(device: arguments[1], to: arguments[3])
      default:
        LastWords.say(
          "usage: roost-agent bridge --accept SOCKET --stream SOCKET [--end-after MILLISECONDS] | --device DEVICE --connect SOCKET"
        )
        return 2
      }
    } catch {
      LastWords.say("roost-agent: bridge: \(error.text)")
      return 1
    }
  }

  private static func listen(at socket: String, stream: String, endAfter limit: UInt64?) throws(SystemFailure) -> Never {
    let (directory, name) = try split(stream)
    let connection = try Descriptor(checking: roost_unix_connect(directory.number, name))
    let (place, own) = try split(socket)
    let listener = try Descriptor(checking: roost_unix_listen(place.number, own, 128))
    let end = try ListeningEnd(listener, connection)
    if let limit { end.end(Descriptor(processDescriptor), afterMilliseconds: limit) }
    end.run()
  }

  private static func connect(device: String, to socket: String) throws(SystemFailure) -> Never {
    let stream = try Descriptor.open(device, O_RDWR | O_NONBLOCK | O_NOCTTY)
    let (directory, name) = try split(socket)
    try ConnectingEnd(stream, to: name, in: directory).run()
  }

  private static func split(_ path: String) throws(SystemFailure) -> (Descriptor, String) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw SystemFailure(EINVAL) }
    let directory = try Descriptor.open(String(path[..<slash]), O_RDONLY | O_DIRECTORY)
    return (directory, String(path[path.index(after: slash)...]))
  }
}

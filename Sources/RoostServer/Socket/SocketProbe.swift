import FoundationEssentials
import Glibc

/// A knock at a unix socket: does anybody accept connections there?
enum SocketProbe: Equatable {
  case answers
  /// A socket file that nobody listens on any more.
  case stale
  case absent
  /// The errno that kept the question from being asked.
  case failed(Int32)

  /// `path` fits into a socket address. Does not block.
  static func knock(_ path: String) -> SocketProbe {
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { return .failed(errno) }
    defer { close(probe) }
    guard connect(probe, to: path) != 0 else { return .answers }
    return switch errno {
    // A full queue of connections: somebody listens, and is busy.
    case EAGAIN: .answers
    case ECONNREFUSED: isSocket(path) ? .stale : .failed(ENOTSOCK)
    case ENOENT: .absent
    default: .failed(errno)
    }
  }

  /// connect(2) refuses a plain file as it refuses a socket that nobody listens on.
  private static func isSocket(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeSocket
  }

  private static func connect(_ probe: Int32, to path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { target in target.copyBytes(from: path.utf8.prefix(target.count - 1)) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

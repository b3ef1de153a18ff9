import Foundation
import Glibc
import RoostModel
import RoostSystem

/// A service of the host on all its addresses.
final class HostService: Sendable {
  private let listener: Int32
  let port: UInt16

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
        bind(listener, bound, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, bound, &length) == 0
      }
    }
    guard result else { throw Problem.lastSystemCall("serve on the host") }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(listener) }

  func answersLocally() -> Bool {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}

enum HostNames {
  /// The first name server that an environment is given.
  static func nameserver() -> String? {
    ResolverConfiguration(files: ResolverConfiguration.hostFiles.compactMap { try? TestFile.text($0) }).nameservers.first.map {
      "\($0)"
    }
  }
}

enum HostInterfaces {
  /// Host ends of environments' links.
  static func ours() -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")) ?? []
    return Set(names.filter { $0.hasPrefix(EgressRules.interfacePrefix) })
  }
}

import Glibc
import RoostAgentProtocol

/// Ports between the machine and the host.
enum GuestPort {
  static func path(of name: String) throws(BootFailure) -> String {
    let found = try GuestDevice.first(in: "/sys/class/virtio-ports", attribute: "name", value: name)
    guard let found else { throw BootFailure(stage: .socket, errno: ENODEV, message: "finding the port \(name)") }
    return "/dev/\(found)"
  }
}

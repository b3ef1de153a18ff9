import CRoost
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// The four sockets on which QEMU listens for this side, made by this side: QEMU may not enter the directory they are in.
struct MachineSockets {
  let monitor: OwnedDescriptor
  let stream: OwnedDescriptor
  let control: OwnedDescriptor
  let order: OwnedDescriptor

  /// Blocking.
  init(in path: FilePath) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    let directory = OwnedDescriptor(owning: number)
    monitor = try MachineSockets.listen(directory, MachineMonitor.socketName)
    stream = try MachineSockets.listen(directory, EnvironmentDirectory.streamSocket)
    control = try MachineSockets.listen(directory, EnvironmentDirectory.controlSocket)
    order = try MachineSockets.listen(directory, EnvironmentDirectory.orderSocket)
  }

  private static func listen(_ directory: OwnedDescriptor, _ name: String) throws(Problem) -> OwnedDescriptor {
    let result = roost_unix_listen(directory.number, name, 4)
    guard result >= 0 else { throw .system(Errno(rawValue: -result), "listen on \(name)") }
    return OwnedDescriptor(owning: result)
  }
}

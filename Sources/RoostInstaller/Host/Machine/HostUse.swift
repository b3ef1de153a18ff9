import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Finds the processes that run programs of a machine.
enum HostUse {
  private static let most = 20

  /// Those that run one of `programs`, at most twenty. Others' processes can be looked into by root alone. Blocking.
  static func find(_ programs: [HostProgram], version: String) -> [AppUse] {
    guard !programs.isEmpty, let names = try? DirectoryListing.names(in: "/proc") else { return [] }
    let files = Set(programs.map(\.file))
    var uses: [AppUse] = []
    for pid in names.compactMap({ Int32($0) }).sorted() where pid != getpid() && uses.count < most {
      var status = stat()
      guard stat("/proc/\(pid)/exe", &status) == 0, files.contains("\(status.st_dev):\(status.st_ino)") else { continue }
      let command = LockLook.command(of: pid)
      uses.append(AppUse(app: command.isEmpty ? "process \(pid)" : command, state: .running, pid: pid, version: version))
    }
    return uses
  }
}

extension HostProgram {
  /// Device and inode of the file behind all links.
  var file: String { identity.split(separator: ":").prefix(2).joined(separator: ":") }
}

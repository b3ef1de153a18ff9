import CRoost
import Glibc
import RoostAgentProtocol

/// Turns the working directory, a mounted stack, into the root: temporary file systems, devices, processes.
struct RootFileSystem {
  private static let devices = ["null", "zero", "full", "random", "urandom", "tty"]
  private static let deviceLinks = [
    ("ptmx", "pts/ptmx"), ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
    ("stderr", "/proc/self/fd/2"),
  ]
  /// About the machine, not about the sandbox. Hidden.
  private static let masked = [
    "/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/scsi", "/proc/acpi",
    "/proc/asound", "/proc/latency_stats", "/proc/kmsg", "/proc/interrupts", "/proc/sysvipc",
  ]
  /// Settings of the kernel. Readable only.
  private static let readOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]

  private let limits: BootLimits

  init(_ limits: BootLimits) { self.limits = limits }

  /// Covered with a file system in memory before anything is mounted below.
  static let temporary = ["tmp", "run"]

  func coverTemporary() throws(BootFailure) {
    try mount("tmpfs", "tmp", "mode=1777,size=\(limits.temporaryMegabytes)m", nodev: true, noexec: false)
    try mount("tmpfs", "run", "mode=1777,size=16m", nodev: true, noexec: false)
  }

  func build() throws(BootFailure) {
    try mount("proc", "proc", nil, nodev: true, noexec: true)
    try buildDevices()
    try BootFailure.check(.root, "changing the root", roost_pivot_here())
    openLowPorts()
    for path in RootFileSystem.masked { try mask(path) }
    for path in RootFileSystem.readOnly where access(path, F_OK) == 0 {
      try BootFailure.check(.root, "making \(path) read-only", roost_mount_read_only(path))
    }
  }

  /// In a network of one's own there is nobody to protect port 80 from. Where it may not be set it stays protected.
  private func openLowPorts() {
    let path = "/proc/sys/net/ipv4/ip_unprivileged_port_start"
    if let file = try? Descriptor.open(path, O_WRONLY) { _ = try? file.writeSome([UInt8(ascii: "0")]) }
  }

  private func buildDevices() throws(BootFailure) {
    try mount("tmpfs", "dev", "mode=0755,size=1m", nodev: false, noexec: true)
    for name in RootFileSystem.devices {
      try BootFailure.at(.root, "making /dev/\(name)") { () throws(SystemFailure) in
        try RootFileSystem.cover("dev/" + name, with: "/dev/" + name)
      }
    }
    try BootFailure.at(.root, "making links in /dev") { () throws(SystemFailure) in
      for (name, target) in RootFileSystem.deviceLinks {
        try SystemFailure.checkLibrary(symlink(target, "dev/" + name))
      }
      try SystemFailure.checkLibrary(mkdir("dev/pts", 0o755))
      try SystemFailure.checkLibrary(mkdir("dev/shm", 0o1777))
    }
    try mount("devpts", "dev/pts", "newinstance,ptmxmode=0666,mode=0620", nodev: false, noexec: true)
    try mount("tmpfs", "dev/shm", "mode=1777,size=64m", nodev: true, noexec: false)
  }

  /// Puts a device of the host over a file made for it.
  private static func cover(_ path: String, with device: String) throws(SystemFailure) {
    let place = try Descriptor.open(path, O_RDONLY | O_CREAT | O_EXCL, mode: 0o666)
    let source = try Descriptor.open(device, ROOST_O_PATH)
    let tree = try Descriptor(checking: roost_tree_clone(source.number, false))
    try SystemFailure.check(roost_tree_attach(tree.number, place.number))
  }

  private func mask(_ path: String) throws(BootFailure) {
    var found = stat()
    guard lstat(path, &found) == 0 else { return }
    if found.st_mode & S_IFMT == S_IFDIR {
      try mount("tmpfs", path, "mode=0555,size=0,ro", nodev: true, noexec: true)
      return
    }
    try BootFailure.at(.root, "hiding \(path)") { () throws(SystemFailure) in
      let target = try Descriptor.open(path, ROOST_O_PATH)
      let null = try Descriptor.open("/dev/null", ROOST_O_PATH)
      let tree = try Descriptor(checking: roost_tree_clone(null.number, false))
      try SystemFailure.check(roost_tree_attach(tree.number, target.number))
    }
  }

  private func mount(
    _ type: String, _ target: String, _ options: String?, nodev: Bool, noexec: Bool
  ) throws(BootFailure) {
    try BootFailure.check(.root, "mounting \(type) at \(target)", roost_mount_new(type, target, options, nodev, noexec))
  }
}

import CRoost
import Glibc
import RoostAgentProtocol

/// The file systems of a virtual machine outside its sandbox.
enum GuestPlaces {
  /// What the kernel shows, and the console as standard descriptors.
  static func mount() throws(BootFailure) {
    umask(0o022)
    try make("/root")
    try BootFailure.check(.root, "covering the first root", roost_root_cover("/root"))
    try make("/proc")
    try make("/sys")
    try make("/dev")
    try BootFailure.check(.root, "mounting /proc", roost_mount_new("proc", "/proc", nil, true, true))
    try BootFailure.check(.root, "mounting /sys", roost_mount_new("sysfs", "/sys", nil, true, true))
    try BootFailure.check(.root, "mounting /dev", roost_mount_new("devtmpfs", "/dev", "mode=0755", false, true))
    try BootFailure.at(.root, "opening the console") { () throws(SystemFailure) in
      let console = try Descriptor.open("/dev/console", O_RDWR | O_NOCTTY)
      for number in 0...2 as ClosedRange<Int32> { try SystemFailure.checkLibrary(dup2(console.number, number)) }
    }
  }

  /// Layers, the writable disk, directories of the host.
  static func prepare(_ spec: MachineSpec) throws(BootFailure) {
    try make("/layers")
    for index in spec.boot.layers.indices {
      try mount(disk: MachinePlaces.layerDisk(index), at: MachinePlaces.layer(index), "erofs", readOnly: true)
    }
    try mount(disk: MachinePlaces.writableDisk, at: MachinePlaces.writable, "ext4", readOnly: false)
    for place in [spec.boot.directory, spec.boot.upper, spec.boot.work] { try make(place) }
    try mountShares(spec.boot.mounts)
  }

  private static func mountShares(_ mounts: [BootMount]) throws(BootFailure) {
    if mounts.isEmpty { return }
    try GuestModules.load(.shares)
    try make("/shares")
    for (index, share) in mounts.enumerated() {
      try make(share.source)
      let options = "trans=virtio,version=9p2000.L,msize=262144,cache=none"
      let tag = MachinePlaces.shareTag(index)
      try BootFailure.check(
        .mounts, "mounting \(tag)", roost_mount_source(tag, share.source, "9p", options, share.isReadOnly))
    }
  }

  private static func mount(disk: String, at place: String, _ type: String, readOnly: Bool) throws(BootFailure) {
    try make(place)
    let device = try GuestDisks.device(of: disk)
    let options = readOnly ? nil : "discard"
    try BootFailure.check(.stack, "mounting \(disk)", roost_mount_source(device, place, type, options, readOnly))
  }

  private static func make(_ path: String) throws(BootFailure) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw BootFailure(stage: .root, errno: errno, message: "making \(path)")
    }
  }
}

import RoostAgentProtocol

/// A machine as QEMU is told about it. Files, sockets and cards are descriptors of the process that becomes QEMU, so it needs
/// no right to find them. Pure.
struct MachinePlan: Equatable, Sendable {
  struct Disk: Equatable, Sendable {
    var serial: String
    var descriptor: Int32
    var isReadOnly: Bool
  }

  struct Share: Equatable, Sendable {
    var tag: String
    var descriptor: Int32
    var isReadOnly: Bool
  }

  var accelerator: Accelerator
  var memoryMebibytes: UInt64
  var processors: Int
  var kernel: Int32
  var initial: Int32
  var console: Int32
  /// What loads the kernel; nil is QEMU's own choice, which looks for other disks and cards first.
  var firmware: String?
  /// Listening sockets.
  var monitor: Int32
  var agent: Int32
  var control: Int32
  var order: Int32
  var disks: [Disk] = []
  var shares: [Share] = []
  /// The card's other end; nil is a machine without a network.
  var tap: Int32?

  /// As many disks and shares as the bus has room for, eight to a place, less what else is on it.
  static let maximumDevices = 200
  private static let firstSlot = 4

  var arguments: [String] {
    general + kernelArguments + monitorArguments + portArguments + diskArguments + shareArguments + networkArguments
  }

  private var general: [String] {
    [
      "-name", "roost", "-machine", "q35,accel=\(accelerator.rawValue),usb=off,vmport=off", "-cpu", accelerator.processor,
      "-m", "\(memoryMebibytes)M", "-smp", "\(processors)", "-nodefaults", "-no-user-config", "-display", "none",
      "-no-reboot", "-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
      "-add-fd", "fd=\(console),set=1", "-chardev", "file,id=console,path=/dev/fdset/1", "-serial", "chardev:console",
    ]
  }

  private var kernelArguments: [String] {
    ["-kernel", MachinePlan.path(kernel), "-initrd", MachinePlan.path(initial), "-append", commandLine]
      + (firmware.map { ["-bios", $0] } ?? [])
  }

  /// Nobody else runs in such a machine, so what keeps its programs from each other's memory by slowing all down is off.
  /// Swift's runtime looks for its own place before anything is mounted; a variable spares it that. An interrupt that only the
  /// monitor can cause is a panic, so that a kernel that hangs can be asked why.
  private static let commandLine =
    "console=ttyS0 quiet loglevel=4 panic=-1 reboot=t mitigations=off cryptomgr.notests random.trust_cpu=on "
    + "rcupdate.rcu_expedited=1 unknown_nmi_panic SWIFT_ROOT=/ rdinit=\(MachinePlaces.agent)"

  /// An emulated processor's counter is this host's, the same for all of them. Programs read it themselves; every other clock
  /// takes a call and a device.
  private var commandLine: String {
    accelerator == .tcg ? "tsc=reliable no_timer_check \(MachinePlan.commandLine)" : MachinePlan.commandLine
  }

  private var monitorArguments: [String] {
    ["-chardev", "socket,id=monitor,fd=\(monitor),server=on,wait=off", "-mon", "chardev=monitor,mode=control"]
  }

  private var ports: [(name: String, id: String, descriptor: Int32)] {
    [
      (MachinePlaces.agentPort, "agent", agent), (MachinePlaces.controlPort, "control", control),
      (MachinePlaces.orderPort, "order", order),
    ]
  }

  private var portArguments: [String] {
    ["-device", "virtio-serial-pci,addr=0x2"]
      + ports.flatMap { (name, id, descriptor) in
        [
          "-chardev", "socket,id=\(id),fd=\(descriptor),server=on,wait=off", "-device",
          "virtserialport,chardev=\(id),name=\(name)",
        ]
      }
  }

  private var diskArguments: [String] {
    disks.enumerated().flatMap { (index, disk) in
      let file = "file.driver=file,file.filename=\(MachinePlan.path(disk.descriptor))"
      let use = disk.isReadOnly ? "read-only=on" : "read-only=off,discard=unmap,cache.no-flush=on"
      return [
        "-blockdev", "driver=raw,node-name=disk\(index),\(file),\(use)", "-device",
        "virtio-blk-pci,drive=disk\(index),serial=\(disk.serial),\(address(index))",
      ]
    }
  }

  private var shareArguments: [String] {
    shares.enumerated().flatMap { (index, share) in
      let mode = share.isReadOnly ? ",readonly=on" : ""
      let source = "local,id=fs\(index),path=\(MachinePlan.path(share.descriptor))/.,security_model=none\(mode)"
      return [
        "-fsdev", source, "-device",
        "virtio-9p-pci,fsdev=fs\(index),mount_tag=\(share.tag),\(address(disks.count + index))",
      ]
    }
  }

  private var networkArguments: [String] {
    guard let tap else { return [] }
    return [
      "-netdev", "tap,id=network,fd=\(tap),vhost=off", "-device", "virtio-net-pci,netdev=network,romfile=,addr=0x3",
    ]
  }

  /// Eight devices share a place on the bus.
  private func address(_ index: Int) -> String {
    let slot = MachinePlan.firstSlot + index / 8
    let function = index % 8
    return "addr=0x\(String(slot, radix: 16)).\(function)" + (function == 0 ? ",multifunction=on" : "")
  }

  private static func path(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }
}

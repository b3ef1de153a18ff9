import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Opens everything a machine is made of. Blocking.
struct MachineAssembly {
  let host: MachineHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory
  let size: MachineSize

  func assemble(_ parts: MachineParts) throws(Problem) -> (emulator: Emulator, descriptors: InheritedDescriptors) {
    var open = InheritedDescriptors()
    let sockets = try MachineSockets(in: directory.path)
    var plan = MachinePlan(
      accelerator: parts.accelerator, memoryMebibytes: size.memoryMebibytes, processors: size.processors,
      kernel: try open.open(parts.kernel, O_RDONLY), initial: try open.open(parts.initial, O_RDONLY),
      console: try open.open(directory.console, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600),
      monitor: try open.add(sockets.monitor), agent: try open.add(sockets.stream), control: try open.add(sockets.control),
      order: try open.add(sockets.order))
    if parts.accelerator == .tcg { plan.firmware = Tools.firmware }
    plan.disks = try disks(parts, &open)
    plan.shares = try shares(&open)
    if let link = try link() { plan.tap = try open.add(TapDevice.make(for: spec.id, link)) }
    let emulator = Emulator(
      tool: host.configuration.emulator, user: host.isRoot ? spec.user : nil, plan: plan, longestFile: size.disk.bytes,
      log: directory.emulatorLog)
    return (emulator, open)
  }

  private func disks(_ parts: MachineParts, _ open: inout InheritedDescriptors) throws(Problem) -> [MachinePlan.Disk] {
    var disks: [MachinePlan.Disk] = []
    let specification = try open.open(directory.specificationDisk, O_RDONLY)
    disks.append(MachinePlan.Disk(serial: MachinePlaces.specificationDisk, descriptor: specification, isReadOnly: true))
    let writable = try open.open(directory.writableDisk, O_RDWR)
    disks.append(MachinePlan.Disk(serial: MachinePlaces.writableDisk, descriptor: writable, isReadOnly: false))
    for (index, layer) in parts.layers.enumerated() {
      let image = try open.open(layer, O_RDONLY)
      disks.append(MachinePlan.Disk(serial: MachinePlaces.layerDisk(index), descriptor: image, isReadOnly: true))
    }
    return disks
  }

  private func shares(_ open: inout InheritedDescriptors) throws(Problem) -> [MachinePlan.Share] {
    var shares: [MachinePlan.Share] = []
    for mount in spec.mounts {
      var status = stat()
      guard lstat(mount.source, &status) == 0 else { throw .lastSystemCall("look at \(mount.source)") }
      guard status.st_mode & S_IFMT == S_IFDIR else { continue }
      let number = try open.add(SharedDirectory(mount: mount, user: host.isRoot ? spec.user : nil).open())
      shares.append(
        MachinePlan.Share(tag: MachinePlaces.shareTag(shares.count), descriptor: number, isReadOnly: mount.readOnly))
    }
    return shares
  }

  private func link() throws(Problem) -> NetworkLink? {
    guard let index = try MachineRecord.read(directory)?.link else { return nil }
    return host.configuration.subnet?.link(index)
  }
}

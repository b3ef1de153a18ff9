import Glibc
import Logging
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Makes a machine real: kernel, disks, network, QEMU, the way to its agent. All or nothing.
struct MachineBoot: Sendable {
  let host: MachineHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  func run() async throws(Problem) -> AgentAddress {
    do throws(Problem) {
      let link = try await reserveLink()
      let way = try await host.openTheWayOut(of: spec)
      let parts = try await MachineParts.gather(for: spec, host)
      try await makeDisks(link, way)
      let emulator = try await start(parts)
      try await awaitReady()
      try await MachineBridge(host: host, spec: spec, directory: directory).start()
      return MachineCarrier(host: host, spec: spec, directory: directory).address(of: emulator)
    } catch {
      await MachineRemains(host, directory).endProcesses()
      throw error
    }
  }

  private var owner: UInt32? { host.isRoot ? spec.user : nil }
  private var size: MachineSize {
    MachineSize(spec.limits, host.configuration, processorsHere: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Writes down what it has of the host before it has it.
  private func reserveLink() async throws(Problem) -> NetworkLink? {
    try await BlockingWork.run { () throws(Problem) in
      var record = MachineRecord()
      let link = spec.network.leadsOut ? try host.links?.reserve(for: spec.id) : nil
      record.link = link?.index
      record.subnet = link.flatMap { _ in host.configuration.subnet.map { "\($0)" } }
      if case .allow = spec.network { record.isLimited = true }
      try record.write(to: directory)
      return link
    }
  }

  private func makeDisks(_ link: NetworkLink?, _ way: WayOut) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in
      let plan = try specPlan(link, way)
      try SpecificationDisk.make(directory.specificationDisk, plan.machineSpec, owner: owner)
    }
    try await WritableDisk.make(directory.writableDisk, size: size.disk, owner: owner)
  }

  /// Blocking.
  private func specPlan(_ link: NetworkLink?, _ way: WayOut) throws(Problem) -> MachineSpecPlan {
    var files: [(String, [UInt8])] = []
    var shares: [BindMount] = []
    if let path = HostFiles.certificates(), let bytes = try SmallFile.read(FilePath(path), limit: 1 << 20) {
      if bytes.count <= MachineSpecCheck.longestFile { files.append((BootPlan.certificatesTarget, bytes)) }
    }
    for mount in spec.mounts {
      var status = stat()
      guard lstat(mount.source, &status) == 0 else { throw .lastSystemCall("look at \(mount.source)") }
      if status.st_mode & S_IFMT == S_IFDIR {
        shares.append(mount)
      } else {
        files.append((mount.target, try SmallFile.read(FilePath(mount.source), limit: MachineSpecCheck.longestFile) ?? []))
      }
    }
    return MachineSpecPlan(
      spec: spec, link: link, way: way,
      identity: HostFiles.identity(layers: spec.trees, user: host.user(of: spec), home: spec.workingDirectory),
      user: host.user(of: spec), files: files, shares: shares)
  }

  private func start(_ parts: MachineParts) async throws(Problem) -> AgentProcess {
    try await BlockingWork.run { () throws(Problem) in
      let machine = try MachineAssembly(host: host, spec: spec, directory: directory, size: size).assemble(parts)
      let process = try machine.emulator.start(machine.descriptors)
      var record = try MachineRecord.read(directory) ?? MachineRecord()
      record.emulator = process
      try record.write(to: directory)
      return process
    }
  }

  private func awaitReady() async throws(Problem) {
    let limit = host.configuration.bootLimit
    let (control, directory) = (MachineControl(directory: directory.path), directory)
    try await BlockingWork.run { () throws(Problem) in
      let word: MachineWord?
      do throws(Problem) {
        word = try control.word(until: .now.advanced(by: limit))
      } catch {
        throw error.code == .timeout ? MachineProblem.late(directory, limit) : error
      }
      switch word {
      case .ready: return
      case .failed(let reason): throw MachineProblem.failed(reason)
      case .ended, nil: throw MachineProblem.silent(directory)
      }
    }
  }
}

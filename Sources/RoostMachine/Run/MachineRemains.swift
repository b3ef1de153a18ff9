import RoostAgentClient
import RoostModel
import RoostSystem

/// Whatever there is of a machine on this host: processes, directory, addresses.
struct MachineRemains: Sendable {
  private let host: MachineHost
  private let directory: EnvironmentDirectory
  /// How long the kernel may take to end what was killed.
  private static let patience: Duration = .seconds(5)

  init(_ host: MachineHost, _ directory: EnvironmentDirectory) {
    self.host = host
    self.directory = directory
  }

  /// Harmless when there is nothing.
  func remove() async throws(Problem) {
    let record = await record
    await endProcesses()
    host.addresses?.forget(directory.id)
    if record?.isLimited == true { try await host.gate?.forget(directory.id) }
    try await DirectoryRemoval.remove(directory.path)
    host.links?.release(record?.link)
  }

  /// A record that cannot be read names nobody.
  var record: MachineRecord? {
    get async {
      let directory = directory
      return await BlockingWork.run { (try? MachineRecord.read(directory)) ?? nil }
    }
  }

  /// Kills what runs, and waits until it is gone.
  func endProcesses() async {
    guard let record = await record else { return }
    for process in [record.emulator, record.bridge].compactMap({ $0 }) {
      process.kill()
      await process.waitForEnd(within: MachineRemains.patience)
    }
    await BlockingWork.run { DetachedCommand.collect() }
  }
}

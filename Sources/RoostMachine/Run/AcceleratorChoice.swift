import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Which accelerator machines of this host use: KVM after a trial succeeded, once for each run of the host.
struct AcceleratorChoice: Sendable {
  let record: FilePath
  let scratch: FilePath

  private static let patience: Duration = .seconds(60)

  private struct Outcome: Codable {
    var machineRun: String
    var accelerator: Accelerator
  }

  /// What an earlier trial found out; nil before the first of this run of the host. Blocking.
  func known() -> Accelerator? {
    guard AcceleratorChoice.mayUseKVM else { return .tcg }
    guard let outcome = try? JSONFile.read(Outcome.self, from: record), outcome.machineRun == AcceleratorChoice.machineRun else {
      return nil
    }
    return outcome.accelerator
  }

  func choose(trial: @Sendable () async throws(Problem) -> Bool) async throws(Problem) -> Accelerator {
    if let known = await look() { return known }
    let lock = try await FileLock.acquire(FilePath(record.string + ".lock"), within: AcceleratorChoice.patience)
    defer { lock.release() }
    if let known = await look() { return known }
    let accelerator: Accelerator = try await trial() ? .kvm : .tcg
    let outcome = Outcome(machineRun: AcceleratorChoice.machineRun, accelerator: accelerator)
    let record = record
    try await BlockingWork.run { () throws(Problem) in try JSONFile.write(outcome, to: record) }
    return accelerator
  }

  private func look() async -> Accelerator? { await BlockingWork.run { known() } }

  static var mayUseKVM: Bool { access("/dev/kvm", F_OK) == 0 }

  private static var machineRun: String {
    let text = (try? KernelFile.text(of: "/proc/sys/kernel/random/boot_id")) ?? ""
    return String(text.prefix { !$0.isWhitespace })
  }
}

import Logging
import RoostModel
import RoostSystem
import SystemPackage

/// Kernels for virtual machines, fetched from the distribution of the host with its own package manager, which verifies them.
/// Nothing is installed on the host.
struct KernelStore: Sendable {
  /// Packages that stand for the present kernel, the preferred one first. The one for clouds cannot share directories.
  static let packages = ["linux-image-amd64"]
  private static let patience: Duration = .seconds(300)

  let directory: FilePath
  let logger: Logger

  /// What is there already. Blocking.
  func present() throws(Problem) -> MachineKernel? {
    let names = try DirectoryListing.names(in: directory).filter { $0.hasPrefix("linux-") }
    return names.max().map { MachineKernel(directory: directory.appending($0)) }
  }

  /// What is there already, or what is fetched now: about 70 MB.
  func kernel() async throws(Problem) -> MachineKernel {
    if let kernel = try await look() { return kernel }
    let lock = try await FileLock.acquire(directory.appending("lock"), within: KernelStore.patience)
    defer { lock.release() }
    if let kernel = try await look() { return kernel }
    return try await fetch()
  }

  private func look() async throws(Problem) -> MachineKernel? {
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(directory)
      return try present()
    }
  }

  private func fetch() async throws(Problem) -> MachineKernel {
    let scratch = directory.appending("fetch-\(String(UInt64.random(in: .min ... .max), radix: 36))")
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(scratch, mode: 0o755) }
    logger.info("fetching a kernel for virtual machines", metadata: ["kernel.packages": "\(KernelStore.packages)"])
    let kernel: MachineKernel
    do throws(Problem) {
      kernel = try await KernelPackage(scratch: scratch).publish(in: directory)
    } catch {
      try await DirectoryRemoval.remove(scratch)
      throw error
    }
    try await DirectoryRemoval.remove(scratch)
    return kernel
  }
}

import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// The disk that tells a machine's first process what to do. It holds the environment's variables, so nobody else may read it.
enum SpecificationDisk {
  private static let sector = 512

  /// Blocking.
  static func make(_ path: FilePath, _ spec: MachineSpec, owner: UInt32?) throws(Problem) {
    let bytes = spec.encoded
    guard bytes.count <= MachineSpec.maximumLength else {
      throw Problem(.usageInvalid, "the environment has too many or too long variables", hint: "shorten `env` in roost.yml")
    }
    let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o400)
    guard number >= 0 else { throw .lastSystemCall("create \(path)") }
    let file = OwnedDescriptor(owning: number)
    let padding = [UInt8](repeating: 0, count: sector - bytes.count % sector)
    try AtomicFile.writeAll(bytes + padding, to: file.number, path: path)
    if let owner, fchown(file.number, owner, owner) != 0 { throw .lastSystemCall("hand over \(path)") }
  }
}

import Glibc
import RoostAgentProtocol

/// The disks of a virtual machine, found by the serial numbers that its makers gave them.
enum GuestDisks {
  static func specification() throws(BootFailure) -> MachineSpec {
    let device = try device(of: MachinePlaces.specificationDisk)
    let bytes = try BootFailure.at(.specification, "reading \(device)") { () throws(SystemFailure) in
      try Descriptor.open(device, O_RDONLY).readAll(limit: 2 * MachineSpec.maximumLength)
    }
    do {
      return try MachineSpec(decoding: bytes)
    } catch {
      throw BootFailure(stage: .specification, errno: 0, message: "not understood: \(error)")
    }
  }

  static func device(of serial: String) throws(BootFailure) -> String {
    let found = try GuestDevice.first(in: "/sys/block", attribute: "serial", value: serial)
    guard let found else { throw BootFailure(stage: .stack, errno: ENODEV, message: "finding the disk \(serial)") }
    return "/dev/\(found)"
  }
}

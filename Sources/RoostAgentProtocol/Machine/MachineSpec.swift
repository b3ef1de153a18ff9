/// What the first process of a virtual machine is told: a sandbox to build inside it, and what the machine gives it.
///
/// Lies at the beginning of a disk of its own, with its length in front, because disks have no end of file.
package struct MachineSpec: Equatable, Sendable {
  /// First bytes of an encoded specification.
  private static let magic: UInt32 = 0x534d_5352
  /// Longest encoding that is read.
  package static let maximumLength = BootSpec.maximumLength + 64

  /// As the machine sees it: layers are `/layers/0` and so on, below one another as disks are named.
  package var boot: BootSpec
  /// Bytes of memory for everything in the sandbox; 0 is all there is.
  package var memory: UInt64 = 0
  /// Processes and threads; 0 is no limit.
  package var processes: UInt32 = 0
  /// Microseconds of processor time in each 100,000 of real time; 0 is no limit.
  package var processorTime: UInt32 = 0

  package init(boot: BootSpec) { self.boot = boot }

  package var encoded: [UInt8] {
    var inner = ByteWriter(capacity: 1024)
    inner.put(MachineSpec.magic)
    inner.put(memory)
    inner.put(processes)
    inner.put(processorTime)
    inner.put(rest: boot.encoded)
    var writer = ByteWriter(capacity: inner.bytes.count + 4)
    writer.put(inner.bytes)
    return writer.bytes
  }

  /// From the beginning of a disk; what follows is not looked at.
  package init(decoding bytes: [UInt8]) throws(DecodingFailure) {
    var outer = ByteReader(bytes)
    var reader = ByteReader(try outer.content())
    guard try reader.integer(UInt32.self) == MachineSpec.magic else { throw .invalidValue }
    memory = try reader.integer()
    processes = try reader.integer()
    processorTime = try reader.integer()
    boot = try BootSpec(decoding: reader.rest())
  }
}

import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Puts packed members and a signed manifest together as one file, which is there whole or not at all: it gets its name when
/// it is on the disk. Blocking.
struct BundleWriting {
  let output: FilePath
  let manifest: [UInt8]
  let signature: BundleSignature
  let layers: [BundleLayer]
  /// The packed member of each layer, in the same order.
  let packed: [FilePath]

  func write() throws(Problem) {
    let container = BundleContainer(manifestSize: UInt64(manifest.count), layers: layers)
    let fresh = try FreshFile(for: output)
    try put(container.members[0], manifest, into: fresh)
    try put(container.members[1], signature.line, into: fresh)
    for (member, source) in zip(container.members.dropFirst(2), packed) {
      try fresh.write(member.header)
      try copy(source, size: member.size, into: fresh)
      try fresh.write([UInt8](repeating: 0, count: member.padding))
    }
    try fresh.write(BundleContainer.end)
    try fresh.publish()
  }

  private func put(_ member: BundleContainer.Member, _ contents: [UInt8], into fresh: borrowing FreshFile) throws(Problem) {
    try fresh.write(member.header + contents + [UInt8](repeating: 0, count: member.padding))
  }

  private func copy(_ source: FilePath, size: UInt64, into fresh: borrowing FreshFile) throws(Problem) {
    let number = open(source.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(source)") }
    let section = FileSection(file: OwnedDescriptor(owning: number), offset: 0, count: size)
    try section.read { (piece) throws(Problem) in try fresh.write(piece) }
  }
}

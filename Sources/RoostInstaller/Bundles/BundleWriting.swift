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
    try fresh.put(container.members[0], manifest)
    try fresh.put(container.members[1], signature.line)
    for (member, source) in zip(container.members.dropFirst(2), packed) { try fresh.put(member, from: source) }
    try fresh.write(TarFrame.end)
    try fresh.publish()
  }
}

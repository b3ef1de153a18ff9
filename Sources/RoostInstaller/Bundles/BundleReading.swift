import FoundationEssentials
import RoostModel
import RoostSystem
import SystemPackage

/// The steps of opening a ``BundleFile``. Faults are told without the path. Blocking.
struct BundleReading {
  let path: FilePath
  let file: OwnedDescriptor
  let size: UInt64

  func bytes(_ offset: UInt64, _ count: Int) throws(Problem) -> [UInt8] {
    try FileSection(file: file, offset: offset, count: UInt64(count)).bytes()
  }

  func manifestBytes() throws(Problem) -> [UInt8] {
    let header = try bytes(0, TarFrame.headerSize)
    guard let count = BundleContainer.manifestSize(in: header) else {
      throw TarFault("it does not begin as a bundle does").problem
    }
    return try bytes(UInt64(TarFrame.headerSize), Int(count))
  }

  func signature(_ member: TarFrame.Member, over manifest: [UInt8]) throws(Problem) -> BundleSignature {
    guard let signature = BundleSignature(line: try bytes(member.offset, Int(member.size))), signature.isValid(for: manifest)
    else {
      throw Problem(
        .signatureInvalid, "the signature of \(path) is not one of its manifest: one of them was changed",
        hint: "bring it again from where it was made, and compare: sha256sum '\(path)'")
    }
    return signature
  }

  func manifest(_ bytes: [UInt8]) throws(Problem) -> BundleManifest {
    let manifest: BundleManifest
    do {
      manifest = try JSONDecoder().decode(BundleManifest.self, from: Data(bytes))
    } catch { throw TarFault("its manifest cannot be read").problem }
    if let fault = BundleRules.fault(in: manifest) { throw TarFault(fault).problem }
    return manifest
  }

  func expectWhole(_ container: BundleContainer) throws(Problem) { try container.frame.expectWhole(file, size: size) }

  /// Headers and padding are exactly what they have to be.
  func expect(_ members: [TarFrame.Member]) throws(Problem) { try TarFrame.expect(members, in: file) }
}

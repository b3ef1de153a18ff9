import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// An open bundle whose manifest is signed by the key it names, and whose size and headers are what the manifest says.
/// Whether that key is trusted, and whether the members are whole, are the next questions.
struct BundleFile: Sendable {
  let path: FilePath
  let manifest: BundleManifest
  let signature: BundleSignature
  private let file: OwnedDescriptor
  private let container: BundleContainer

  /// Blocking.
  static func open(_ path: FilePath) throws(Problem) -> BundleFile {
    let (file, size) = try openFile(path)
    do throws(Problem) {
      let reading = Reading(path: path, file: file, size: size)
      let manifestBytes = try reading.manifestBytes()
      let start = BundleContainer(manifestSize: UInt64(manifestBytes.count), layers: [])
      try reading.expect([start.members[1]])
      let signature = try reading.signature(start.members[1], over: manifestBytes)
      let manifest = try reading.manifest(manifestBytes)
      let container = BundleContainer(manifestSize: UInt64(manifestBytes.count), layers: manifest.layers)
      try reading.expectWhole(container)
      return BundleFile(path: path, manifest: manifest, signature: signature, file: file, container: container)
    } catch {
      throw error.code == .bundleInvalid ? .bundleInvalid(path, error.message) : error
    }
  }

  private static func openFile(_ path: FilePath) throws(Problem) -> (OwnedDescriptor, UInt64) {
    let number = Glibc.open(path.string, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw Problem.lastSystemCall("open \(path)") }
      throw Problem(.usageInvalid, "there is no bundle at \(path)", hint: "look for it: ls -l '\(path.removingLastComponent())'")
    }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.usageInvalid, "\(path) is no file", hint: "give the path of a bundle: roost bundle verify web.roost")
    }
    return (file, UInt64(max(0, status.st_size)))
  }

  var size: ByteCount { ByteCount(container.size) }

  /// Every member has the contents that the manifest states. Blocking; `read` is told of bytes as they are read.
  func expectMembers(_ read: (Int) -> Void) throws(Problem) {
    for layer in manifest.layers {
      guard let member = container.member(layer) else { continue }
      let section = FileSection(file: file, offset: member.offset, count: member.size)
      let found: String
      do throws(Problem) { found = try section.sha256(read) } catch { throw error.inBundle(path, layer: layer) }
      guard found == layer.sha256 else {
        throw .bundleInvalid(path, "\(layer.runtime) \(layer.version) is damaged")
      }
    }
  }

  /// Unpacks a layer, or only checks it when there is no tree to unpack to.
  func unpack(_ layer: BundleLayer, into tree: FilePath?) async throws(Problem) {
    guard let member = container.member(layer) else { return }
    do throws(Problem) {
      let found = try await PackedTree.unpack(
        file, at: member.offset, count: member.size, sha256: layer.sha256, limit: layer.unpacked.bytes, into: tree)
      guard found.bytes == layer.unpacked.bytes, found.digest == layer.treeDigest else {
        throw TarFault("its tree is not the one that was signed").problem
      }
    } catch { throw error.inBundle(path, layer: layer) }
  }

  func report(trusted: Bool) -> BundleReport {
    BundleReport(
      path: path.string, size: size, manifest: manifest, signer: signature.key.fingerprint, trusted: trusted)
  }
}

/// The steps of opening one. Faults are told without the path.
private struct Reading {
  let path: FilePath
  let file: OwnedDescriptor
  let size: UInt64

  func bytes(_ offset: UInt64, _ count: Int) throws(Problem) -> [UInt8] {
    try FileSection(file: file, offset: offset, count: UInt64(count)).bytes()
  }

  func manifestBytes() throws(Problem) -> [UInt8] {
    let header = try bytes(0, BundleContainer.headerSize)
    guard let count = BundleContainer.manifestSize(in: header) else {
      throw TarFault("it does not begin as a bundle does").problem
    }
    return try bytes(UInt64(BundleContainer.headerSize), Int(count))
  }

  func signature(_ member: BundleContainer.Member, over manifest: [UInt8]) throws(Problem) -> BundleSignature {
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

  func expectWhole(_ container: BundleContainer) throws(Problem) {
    guard size >= container.size else { throw TarFault("it is cut off").problem }
    guard size == container.size else { throw TarFault("something follows its end").problem }
    try expect(container.members)
    let end = BundleContainer.end
    guard try bytes(size - UInt64(end.count), end.count) == end else { throw TarFault("its end is damaged").problem }
  }

  /// Headers and padding are exactly what they have to be.
  func expect(_ members: [BundleContainer.Member]) throws(Problem) {
    for member in members {
      let header = try bytes(member.offset - UInt64(BundleContainer.headerSize), BundleContainer.headerSize)
      let padding = try bytes(member.offset + member.size, member.padding)
      guard header == member.header, padding.allSatisfy({ $0 == 0 }) else {
        throw TarFault("the frame of \(member.name) is damaged").problem
      }
    }
  }
}

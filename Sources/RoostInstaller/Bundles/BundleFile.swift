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
      let reading = BundleReading(path: path, file: file, size: size)
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

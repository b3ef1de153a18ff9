import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// An open export whose manifest is whole, and whose size and frame are what the manifest says. Whether its members are is the
/// next question.
struct AppArchive: Sendable {
  let manifest: AppManifest
  let size: ByteCount
  private let manifestBytes: [UInt8]
  private let proof: [UInt8]
  private let file: OwnedDescriptor
  private let frame: TarFrame

  static let manifestName = "manifest.json"

  /// Blocking.
  static func open(_ path: FilePath) throws(Problem) -> AppArchive {
    let number = Glibc.open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .exportInvalid("it is no file") }
    do throws(Problem) { return try read(file, size: UInt64(max(0, status.st_size))) } catch { throw error.ofExport }
  }

  private static func read(_ file: OwnedDescriptor, size: UInt64) throws(Problem) -> AppArchive {
    let header = try bytes(of: file, 0, UInt64(TarFrame.headerSize))
    guard let count = TarFrame.firstSize(in: header, named: manifestName, atMost: AppManifestRules.largestManifest) else {
      throw .exportInvalid("it does not begin as an export does")
    }
    let manifestBytes = try bytes(of: file, UInt64(TarFrame.headerSize), count)
    let manifest: AppManifest
    do { manifest = try JSONDecoder().decode(AppManifest.self, from: Data(manifestBytes)) } catch {
      throw try .exportInvalid(otherSchema(manifestBytes) ?? "its manifest cannot be read")
    }
    if let fault = AppManifestRules.fault(in: manifest) { throw .exportInvalid(fault) }
    let frame = frame(of: manifest, size: count)
    try frame.expectWhole(file, size: size)
    let proof = try bytes(of: file, frame.members[1].offset, frame.members[1].size)
    try AppProof.check(proof, of: manifestBytes)
    return AppArchive(
      manifest: manifest, size: ByteCount(size), manifestBytes: manifestBytes, proof: proof, file: file, frame: frame)
  }

  /// A newer format may have a manifest that does not decode.
  private static func otherSchema(_ bytes: [UInt8]) throws(Problem) -> String? {
    struct Schema: Decodable { var schema: String }
    guard let found = try? JSONDecoder().decode(Schema.self, from: Data(bytes)), found.schema != AppManifestRules.schema else {
      return nil
    }
    return "it is written in the format \(found.schema.prefix(40)), and this version of Roost reads \(AppManifestRules.schema)"
  }

  static func frame(of manifest: AppManifest, size: UInt64) -> TarFrame {
    TarFrame(
      [(manifestName, size), (AppProof.name, AppProof.size(manifest.sealing))] + manifest.members.map { ($0.name, $0.size) })
  }

  private static func bytes(of file: OwnedDescriptor, _ offset: UInt64, _ count: UInt64) throws(Problem) -> [UInt8] {
    try FileSection(file: file, offset: offset, count: count).bytes()
  }

  /// That it was written by somebody with the key; a key is needed where something is sealed.
  func expect(_ key: SealingKey) throws(Problem) {
    try AppProof.check(proof, of: manifestBytes, id: manifest.id, key: key, sealing: manifest.sealing)
  }

  /// Every member has the contents that the manifest states. Blocking; `read` is told of bytes as they are read.
  func expectMembers(_ read: (Int) -> Void = { _ in }) throws(Problem) {
    for member in manifest.members {
      guard let place = frame.member(member.name) else { continue }
      let found: String
      do throws(Problem) {
        found = try FileSection(file: file, offset: place.offset, count: place.size).sha256(read)
      } catch { throw error.ofExport }
      guard found == member.sha256 else { throw .exportInvalid("\(member.name) is damaged") }
    }
  }

  /// A member that is no tree. Its digest was looked at before.
  func contents(of part: AppArchivePart) throws(Problem) -> [UInt8]? {
    guard part.isSmall, let place = frame.member(part.rawValue) else { return nil }
    return try AppArchive.bytes(of: file, place.offset, place.size)
  }

  func secrets(_ key: SealingKey?) throws(Problem) -> AppSecrets {
    var bytes: [UInt8]
    if let sealed = try contents(of: .sealed) {
      guard let key else { throw .exportInvalid("its variables are sealed") }
      bytes = try key.open(sealed, for: AppArchive.context(manifest.id))
    } else {
      bytes = try contents(of: .open) ?? []
    }
    do { return try JSONDecoder().decode(AppSecrets.self, from: Data(bytes)) } catch {
      throw .exportInvalid("its variables cannot be read")
    }
  }

  static func context(_ id: String) -> String { "export|\(id)|variables" }

  func history() throws(Problem) -> [DeploymentSummary] {
    guard let bytes = try contents(of: .history) else { return [] }
    do { return try JSONDecoder().decode([DeploymentSummary].self, from: Data(bytes)) } catch {
      throw .exportInvalid("its history cannot be read")
    }
  }

  /// Makes a packed tree in an empty directory.
  func unpack(_ part: AppArchivePart, into root: FilePath) async throws(Problem) {
    guard let member = manifest.member(part), let tree = member.tree, let place = frame.member(member.name) else { return }
    do throws(Problem) {
      let found = try await PackedTree.unpack(
        file, at: place.offset, count: place.size, sha256: member.sha256, limit: tree.bytes, into: root)
      guard found.bytes == tree.bytes, found.digest == tree.digest, found.entries == tree.entries else {
        throw TarFault("\(member.name) is not the tree it says").problem
      }
    } catch {
      // The decompressor stumbles over what was changed before anything else does.
      throw error.code == .toolFailed ? .exportInvalid("\(member.name) cannot be unpacked") : error.ofExport
    }
  }
}

import FoundationEssentials
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Puts an export together as one file, which is there whole or not at all.
struct AppArchiveWriting: Sendable {
  /// Without its members.
  var manifest: AppManifest
  let plan: Plan?
  let history: [DeploymentSummary]
  let secrets: AppSecrets
  /// Trees that stand still.
  let code: FilePath
  var data: FilePath?
  let key: SealingKey?
  /// For packed members; removed by its owner.
  let room: FilePath
  let progress: ProgressSink
  private var packedCode: Part?

  init(
    manifest: AppManifest, plan: Plan?, history: [DeploymentSummary], secrets: AppSecrets, code: FilePath, data: FilePath?,
    key: SealingKey?, room: FilePath, progress: @escaping ProgressSink
  ) {
    (self.manifest, self.plan, self.history, self.secrets) = (manifest, plan, history, secrets)
    (self.code, self.data, self.key, self.room, self.progress) = (code, data, key, room, progress)
  }

  private struct Part: Sendable {
    var member: AppManifest.Member
    var bytes: [UInt8] = []
    var packed: FilePath?
  }

  /// Ahead of time.
  mutating func packCode() async throws(Problem) { packedCode = try await pack(.code, code) }

  /// Writes it and reads it again before anybody relies on it.
  func writeAndRead(to output: FilePath) async throws(Problem) -> AppArchive {
    _ = try await write(to: output)
    let key = key
    return try await BlockingWork.run { () throws(Problem) in
      do throws(Problem) {
        let archive = try AppArchive.open(output)
        if let key { try archive.expect(key) }
        try archive.expectMembers()
        return archive
      } catch {
        unlink(output.string)
        throw error
      }
    }
  }

  /// Answers with the manifest as it was written.
  func write(to output: FilePath) async throws(Problem) -> AppManifest {
    var parts: [Part] = []
    if let plan { parts.append(try part(.plan, AppArchiveWriting.encode(plan))) }
    parts.append(try part(.history, AppArchiveWriting.encode(history)))
    let text = try AppArchiveWriting.encode(secrets)
    if let key {
      parts.append(try part(.sealed, key.seal(text, for: AppArchive.context(manifest.id))))
    } else {
      parts.append(try part(.open, text))
    }
    if let packedCode { parts.append(packedCode) } else { parts.append(try await pack(.code, code)) }
    if let data { parts.append(try await pack(.data, data)) }
    var manifest = manifest
    manifest.members = parts.map(\.member)
    if let fault = AppManifestRules.fault(in: manifest) {
      throw Problem(
        .unsupported, "\(manifest.app) cannot be exported: \(fault)",
        hint: "leave its data out, and copy that yourself: roost export \(manifest.app) --no-data -o FILE")
    }
    progress(.stage("write", detail: "one file"))
    try await put(manifest, parts, to: output)
    return manifest
  }

  private func put(_ manifest: AppManifest, _ parts: [Part], to output: FilePath) async throws(Problem) {
    let bytes = try AppArchiveWriting.encode(manifest)
    let proof = try AppProof.make(of: bytes, id: manifest.id, key: key)
    try await BlockingWork.run { () throws(Problem) in
      let frame = AppArchive.frame(of: manifest, size: UInt64(bytes.count))
      let fresh = try FreshFile(for: output, mode: 0o600)
      try fresh.put(frame.members[0], bytes)
      try fresh.put(frame.members[1], proof)
      for (member, part) in zip(frame.members.dropFirst(2), parts) {
        if let packed = part.packed { try fresh.put(member, from: packed) } else { try fresh.put(member, part.bytes) }
      }
      try fresh.write(TarFrame.end)
      try fresh.publish()
    }
  }

  private func part(_ part: AppArchivePart, _ bytes: [UInt8]) throws(Problem) -> Part {
    Part(
      member: AppManifest.Member(name: part.rawValue, size: UInt64(bytes.count), sha256: Digest.of(bytes), tree: nil),
      bytes: bytes)
  }

  private func pack(_ part: AppArchivePart, _ tree: FilePath) async throws(Problem) -> Part {
    progress(.stage("pack", detail: part == .code ? "the code" : "the data"))
    let packed = room.appending(part.rawValue)
    let summary: TreeArchiveSummary
    do throws(Problem) { summary = try await PackedTree.pack(tree, to: packed) } catch {
      guard error.code == .bundleInvalid else { throw error }
      throw Problem(
        .unsupported, "\(manifest.app) cannot be exported: \(error.message)",
        hint: "move that out of its data, or leave the data out: roost export \(manifest.app) --no-data -o FILE")
    }
    let (size, sha256) = try await BlockingWork.run { () throws(Problem) in try Digest.ofFile(packed) }
    return Part(
      member: AppManifest.Member(
        name: part.rawValue, size: size, sha256: sha256,
        tree: AppManifest.Tree(bytes: summary.bytes, entries: summary.entries, digest: summary.digest)), packed: packed)
  }

  static func encode(_ value: some Encodable) throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(value)) } catch { throw Problem.unexpected(error, during: "writing an export") }
  }
}

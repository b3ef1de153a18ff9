import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The unpacking of somebody's archive into a room: bounded in size, number and ratio, names and links judged.
struct ArchiveUnpacking: Sendable {
  let file: FilePath
  /// For people.
  let name: String
  let settings: SourceSettings

  /// A decompressor that wants more is not given it: its archive says how much that is.
  private static let xzMemory = "--memlimit-decompress=512MiB"
  private static let zstdMemory = "--memory=512MiB"

  /// Answers with the SHA-256 of the archive.
  func run(in room: FetchRoom, _ progress: @escaping ProgressSink, knownSum: String? = nil) async throws(Problem) -> String {
    progress(.stage("unpack", detail: name))
    let head = try await BlockingWork.run { () throws(Problem) in try look() }
    guard let kind = ArchiveKind.of(head) else {
      throw Problem(
        .projectFileRefused, "\(name) is no archive that Roost knows",
        hint: "pack it again: tar czf shop.tar.gz shop; or zip -r shop.zip shop")
    }
    do throws(Problem) {
      let report = try await unpack(kind, into: room.tree)
      guard report.entries > 0 else {
        throw Problem(.projectFileRefused, "\(name) is empty", hint: "pack the project's directory: tar czf shop.tar.gz shop")
      }
      progress(.stage("unpack", detail: "\(report.entries) \(report.entries == 1 ? "entry" : "entries"), \(report.bytes)"))
      if let knownSum { return knownSum }
      let file = file
      return try await BlockingWork.run { () throws(Problem) in try FileSum.sha256(of: file) }
    } catch {
      throw refused(error)
    }
  }

  private func look() throws(Problem) -> [UInt8] {
    let size = try FileSize.of(file)
    guard size <= settings.archiveLimit else {
      throw Problem(
        .projectFileRefused, "\(name) has \(size), more than \(settings.archiveLimit)",
        hint: "leave out what the project does not need, such as node_modules: tar czf shop.tar.gz --exclude=node_modules shop")
    }
    let stream = try DescriptorStream(file: file)
    var head = [UInt8](repeating: 0, count: 512)
    var filled = 0
    while filled < head.count {
      let result = head.withUnsafeMutableBytes { bytes in
        Result { () throws(Problem) in try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])) }
      }
      let got = try result.get()
      if got == 0 { break }
      filled += got
    }
    return Array(head[..<filled])
  }

  private var limits: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.bytes = settings.treeLimit
    limits.entries = settings.entryLimit
    return limits
  }

  private func unpack(_ kind: ArchiveKind, into tree: FilePath) async throws(Problem) -> UnpackReport {
    let (file, name) = (file, name)
    var target = UnpackTarget(tree: tree, limits: limits)
    target.refusesCaseCollisions = false
    let place = target
    switch kind {
    case .zip:
      return try await BlockingWork.run { () throws(Problem) in
        try ZipUnpacker(file, archive: name, into: place).unpack()
      }
    case .tar:
      return try await BlockingWork.run { () throws(Problem) in
        try TarUnpacker.unpack(DescriptorStream(file: file), archive: name, packedSize: try FileSize.of(file), into: place)
      }
    case .packed("gzip"):
      return try await BlockingWork.run { () throws(Problem) in
        let stream = try GzipStream(DescriptorStream(file: file), archive: name)
        return try TarUnpacker.unpack(stream, archive: name, packedSize: try FileSize.of(file), into: place)
      }
    case .packed(let tool):
      return try await CommandPipe(decompressor(tool)).read { (stream) throws(Problem) in
        try TarUnpacker.unpack(stream, archive: name, packedSize: try FileSize.of(file), into: place)
      }
    }
  }

  private func decompressor(_ tool: String) -> ExternalCommand {
    let options =
      switch tool {
      case "xz": ["-dc", ArchiveUnpacking.xzMemory, "--"]
      case "zstd": ["-dcq", ArchiveUnpacking.zstdMemory, "--"]
      default: ["-dc", "--"]
      }
    var command = ExternalCommand(tool, options + [file.string])
    command.timeout = settings.timeLimit
    return command
  }

  /// Where an archive comes from is the user's own business here, not a mirror's.
  private func refused(_ problem: Problem) -> Problem {
    guard problem.code == .downloadCorrupt else { return problem }
    return Problem(
      .projectFileRefused, problem.message, hint: "pack it again with plain files only: tar czf shop.tar.gz -C shop .",
      cause: problem.cause)
  }
}

/// The sum of a file.
enum FileSum {
  /// Blocking.
  static func sha256(of file: FilePath) throws(Problem) -> String {
    let stream = try DescriptorStream(file: file)
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let result = piece.withUnsafeMutableBytes { bytes in Result { () throws(Problem) in try stream.read(into: bytes) } }
      let got = try result.get()
      if got == 0 { return HexText.of(hash.finalize()) }
      piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<got])) }
    }
  }
}

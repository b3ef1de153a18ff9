import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The unpacking of a verified file into a layer's tree, whatever form it has.
struct ArchiveUnpacking: Sendable {
  let recipe: ArchiveSource
  let file: FilePath
  let job: BuildJob

  private static let timeLimit = Duration.seconds(900)
  /// A decompressor that wants more is not given it: its archive says how much that is.
  private static let xzMemory = "--memlimit-decompress=512MiB"

  func unpack() async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("unpack", detail: job.title))
    let layout = ArchiveLayout(recipe)
    let target = UnpackTarget(tree: job.tree) { layout.place($0) }
    switch recipe.form {
    case .zip: try await ZipLayer(file: file, target: target).unpack(in: job, nothing: wanted)
    case .program: try await place()
    case .tarGzip:
      let (file, title) = (file, job.title)
      try check(
        try await BlockingWork.run { () throws(Problem) in
          let stream = try GzipStream(DescriptorStream(file: file), archive: title)
          return try TarUnpacker.unpack(stream, archive: title, packedSize: try FileSize.of(file), into: target)
        })
    case .tarXZ:
      try await unpack(ExternalCommand("xz", ["-dc", "-T0", ArchiveUnpacking.xzMemory, "--", file.string]), to: target)
    case .tarZstandard: try await unpack(ExternalCommand("zstd", ["-dcq", "--", file.string]), to: target)
    }
    job.progress(.finished("unpack", seconds: (clock.now - begin) / .seconds(1)))
  }

  private var wanted: String { recipe.subtree ?? "its top" }

  private func unpack(_ decompressor: ExternalCommand, to target: UnpackTarget) async throws(Problem) {
    var command = decompressor
    command.timeout = ArchiveUnpacking.timeLimit
    let (file, title) = (file, job.title)
    let report = try await CommandPipe(command).read { (stream) throws(Problem) in
      try TarUnpacker.unpack(stream, archive: title, packedSize: try FileSize.of(file), into: target)
    }
    try check(report)
  }

  private func check(_ report: UnpackReport) throws(Problem) {
    guard report.entries > 0 else { throw Problem.emptySelection(wanted, of: job.title) }
  }

  /// The file is the program.
  private func place() async throws(Problem) {
    let source = file
    let target = job.tree.appending(recipe.destination)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(target.removingLastComponent())
      let stream = try DescriptorStream(file: source)
      try FileCreation.write(stream, to: target, mode: 0o755)
    }
  }
}

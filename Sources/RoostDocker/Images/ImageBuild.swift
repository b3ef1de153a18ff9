import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// One build of an image from a directory with a Dockerfile.
struct ImageBuild: Sendable {
  let engine: Engine
  let context: FilePath
  /// In the context.
  let file: String
  /// What the image is called afterwards.
  let name: String

  func run(_ progress: @escaping @Sendable (EngineProgress) -> Void) async throws(Problem) -> ImageDetails {
    guard SpecRules.isPlain("/" + file), !file.hasPrefix("/"), !file.isEmpty else {
      throw Problem(.usageInvalid, "'\(file.prefix(200))' is not a file of \(context)", hint: "name it from there: Dockerfile")
    }
    let (context, file) = (context, file)
    let archive = try await BlockingWork.run { () throws(Problem) in
      try LayerArchive(context, ignoring: try IgnoreRules.load(context, keeping: file))
    }
    let source = try ArchiveSource(archive)
    let lines = BuildLines()
    do throws(Problem) {
      try await engine.build(
        PieceSource(length: Int64(archive.size)) { () throws(Problem) in try source.next() }, dockerfile: file, tag: name
      ) {
        lines.note($0)
        progress($0)
      }
    } catch  where error.code == .engineFailed || error.code == .imageMissing {
      throw Problem(
        .buildFailed, "the image of \(context)/\(file) could not be built",
        hint: "see the lines above, correct them and try again",
        cause: ([lines.text, error.cause ?? error.message]).joined(separator: "\n"))
    }
    if let image = try await engine.image(name) { return image }
    throw Problem(
      .imageMissing, "the engine does not have the image \(name) after all", hint: "look at what it has: docker images")
  }
}

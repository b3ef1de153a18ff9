import RoostEnvironments
import RoostModel
import RoostTestSupport
import SystemPackage

/// What was written, kept for others.
enum LayerCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("layers.seal", needs: [.seal], seal),
    ConformanceCase("layers.seal-refused", needs: [.seal], sealRefused),
    ConformanceCase("layers.snapshot", needs: [.snapshot], snapshot),
    ConformanceCase("layers.snapshot-refused", needs: [.snapshot], snapshotRefused),
    ConformanceCase("layers.keep-output", keepOutput),
  ]

  private static func seal(_ scene: ConformanceScene) async throws {
    let layer = FilePath(try scene.subject.scratch()).appending("layer")
    let builder = try await scene.booted()
    _ = try await builder.text(
      "mkdir dist; cd dist; echo built > result; echo extra > extra; ln -s result link; chmod 750 extra")
    try await builder.seal(into: layer)
    try expect(await builder.state, is: .destroyed)
    try await builder.destroy(grace: .zero)
    let runner = try await scene.booted { $0.layers.append(layer.string) }
    let text = try await runner.text("cd dist; cat result link; stat -c %a extra; rm extra; ls")
    try expect(text, is: "built\nbuilt\n750\nlink\nresult\n")
    let second = FilePath(try scene.subject.scratch()).appending("second")
    try await runner.seal(into: second)
    // What the second removed stays removed above, and is still in the first.
    let both = try await scene.booted { $0.layers += [layer.string, second.string] }
    try expect(try await both.text("ls dist"), is: "link\nresult\n")
    let first = try await scene.booted { $0.layers.append(layer.string) }
    try expect(try await first.text("cat dist/extra"), is: "extra\n")
  }

  private static func sealRefused(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let directory = FilePath(try scene.subject.scratch())
    try await refused(.environmentState, as: "what is there already") { try await environment.seal(into: directory) }
    try expect(try await environment.text("echo unharmed"), is: "unharmed\n")
  }

  private static func snapshot(_ scene: ConformanceScene) async throws {
    let kept = FilePath(try scene.subject.scratch()).appending("snapshot")
    let environment = try await scene.booted()
    _ = try await environment.text("mkdir state; echo one > state/file; echo gone > state/gone")
    let process = try await environment.spawn(ProcessSpec("sleep", ["300"]))
    try await environment.snapshot(into: kept)
    try expect(await process.exit, is: nil)
    _ = try await environment.text("echo two > state/file; rm state/gone; echo late > state/late")
    let restored = try await scene.booted { $0.snapshot = kept.string }
    let text = try await restored.text("cat state/file state/gone; ls state; echo mine > state/file")
    try expect(text, is: "one\ngone\nfile\ngone\n")
    try expect(try await environment.text("cat state/file; ls state"), is: "two\nfile\nlate\n")
    // Whoever begins with it does not change it.
    let again = try await scene.booted { $0.snapshot = kept.string }
    try expect(try await again.text("cat state/file"), is: "one\n")
  }

  private static func snapshotRefused(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let directory = FilePath(try scene.subject.scratch())
    try await refused(as: "what is there already") { try await environment.snapshot(into: directory) }
    try await refused(as: "a snapshot that is not there") {
      _ = try await scene.booted { $0.snapshot = directory.appending("missing").string }
    }
    try expect(try await environment.text("echo unharmed"), is: "unharmed\n")
  }

  private static func keepOutput(_ scene: ConformanceScene) async throws {
    let kept = FilePath(try scene.subject.scratch()).appending("output")
    let environment = try await scene.booted()
    let process = try await environment.spawn(.shell("seq 1000; echo oops >&2"))
    let whole = try await process.finished()
    try await environment.keepOutput(of: process.number, in: kept)
    try await environment.destroy(grace: .zero)
    var chunks: [OutputChunk] = []
    for try await chunk in scene.strategy.keptOutput(in: kept, from: 0) { chunks.append(chunk) }
    let read = Finished(exit: whole.exit, chunks: chunks)
    try expect(read.output(.standardOutput), is: whole.output(.standardOutput))
    try expect(read.output(.standardError), is: "oops\n")
    var rest: [UInt8] = []
    for try await chunk in scene.strategy.keptOutput(in: kept, from: 100) { rest += chunk.bytes }
    try expect(rest == Array(whole.bytes[100...]), "from an offset came \(rest.count) bytes")
  }
}

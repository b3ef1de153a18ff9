import RoostEnvironments
import RoostModel
import RoostTestSupport

enum InputCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("input.none-is-end-of-file", noInput),
    ConformanceCase("input.end-of-file", needs: [.input], endOfFile),
    ConformanceCase("input.megabyte", needs: [.input], megabyte),
    ConformanceCase("input.dialogue", needs: [.input], dialogue),
    ConformanceCase("input.not-wanted", needs: [.input], notWanted),
  ]

  private static func cat(_ scene: ConformanceScene) async throws -> any ProcessHandle {
    var process = ProcessSpec("cat")
    process.acceptsInput = true
    return try await scene.plain().spawn(process)
  }

  private static func noInput(_ scene: ConformanceScene) async throws {
    let done = try await scene.plain().run("cat; echo over")
    try expect(done.output, is: "over\n")
  }

  private static func endOfFile(_ scene: ConformanceScene) async throws {
    let process = try await cat(scene)
    try await process.write(Array("last words".utf8))
    try await process.closeInput()
    let done = try await process.finished()
    try expect(done.output, is: "last words")
    try expect(done.exit.reason, is: .exited(0))
  }

  private static func megabyte(_ scene: ConformanceScene) async throws {
    let bytes = (0..<(1 << 20)).map { (index: Int) in UInt8(truncatingIfNeeded: index &* 31 &+ (index >> 8)) }
    let process = try await cat(scene)
    async let done = process.finished()
    try await process.write(bytes)
    try await process.closeInput()
    let came = try await done.bytes
    try expect(came == bytes, "\(came.count) of \(bytes.count) bytes came back, or others")
  }

  private static func dialogue(_ scene: ConformanceScene) async throws {
    var spec = ProcessSpec.shell("while read line; do echo \"got $line\"; done")
    spec.acceptsInput = true
    let process = try await scene.plain().spawn(spec)
    for word in ["one", "two", "three"] {
      try await process.write(Array("\(word)\n".utf8))
      try await process.says("got \(word)\n", within: scene.patience(.seconds(10)))
    }
    try await process.closeInput()
    try expect(try await process.exitStatus().reason, is: .exited(0))
  }

  private static func notWanted(_ scene: ConformanceScene) async throws {
    let process = try await scene.plain().spawn(ProcessSpec("sleep", ["300"]))
    try await refused(as: "input for one that takes none") { try await process.write([1]) }
    try await process.signal(9)
    _ = try await process.exitStatus()
    try await refused(as: "input for one that ended") { try await process.write([1]) }
  }
}
